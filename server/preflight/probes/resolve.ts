import type { NameReach } from "../../../lib/core/preflight/host-traits.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, neverAnswered, type Remote, wordsOf } from "../remote.ts";

/** What the source makes of a name or an address. getent ends with 2 when it finds nothing. */
export async function probeName(source: Remote, name: string, now: () => number): Promise<FinishedProbe<NameReach>> {
  const argv = ["getent", "ahosts", name];
  const result = await source.exec(argv, 10_000);
  const commands = [source.ran(argv)];
  if (neverAnswered(result) || (result.exitCode !== 0 && result.exitCode !== 2))
    return failedProbe(wordsOf(result), now(), commands);
  const addresses = result.stdout.split("\n").flatMap((line) => line.trim().split(/\s+/)[0] || []);
  return { kind: "done", value: { name, addresses: [...new Set(addresses)] }, atMs: now(), commands };
}
