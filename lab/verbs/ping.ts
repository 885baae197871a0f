import { labError } from "../parts/errors.ts";
import { startPinging } from "../parts/ping.ts";
import { sleep } from "../parts/run.ts";
import { guestOf, openLab } from "../parts/state.ts";

/** Pings a guest for some seconds and prints how long it was silent at most. Exit code 1 when it never answered. */
export async function ping(args: readonly string[]): Promise<number> {
  const asJson = args.includes("--json");
  const at = args.indexOf("--seconds");
  const seconds = at < 0 ? 5 : Number(args[at + 1]);
  const [word] = args.filter((arg, index) => !arg.startsWith("--") && (at < 0 || index !== at + 1));
  if (!word || !(seconds > 0)) throw labError("usage", "ping needs a guest", "Example: npm run lab -- ping web01 --seconds 10");
  const { address, guest } = guestOf(await openLab(), word);
  const pinging = startPinging(address);
  await sleep(seconds * 1000);
  const report = await pinging.stop();
  const text = `${guest.key} ${address}: ${report.received} of ${report.sent} answered, longest gap ${report.longestGapMs} ms\n`;
  process.stdout.write(asJson ? `${JSON.stringify({ guest: guest.key, ...report })}\n` : text);
  return report.received > 0 ? 0 : 1;
}
