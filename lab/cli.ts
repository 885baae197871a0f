import { exitCodeOf, isLabError, labError } from "./parts/errors.ts";
import { requireMachine } from "./parts/machine.ts";

const usage = `usage: npm run lab -- COMMAND

  up                           bring up hosts hv1, hv2, hv3 and the guests, or complete what is there
  down                         take all of it away
  status [--json]              hosts, guests, addresses, keys
  reset                        everything back to how "up" left it
  exec [--user U] HOST CMD...  run a command on a host, past ssh
  fault ...                    make something go wrong ("fault" alone tells what)
  guest ...                    look at a guest or move it ("guest" alone tells what)
  ping GUEST [--seconds N] [--json]
                               ping a guest each 10 ms and tell the longest silence
  capture FOLDER               keep what the hosts print, for the parsers' tests

VIRTFERRY_LAB=name (1 to 6 of a-z, 0-9; default vf) picks one of several labs.
`;

type Verb = (args: readonly string[]) => Promise<number>;
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  up: async () => withoutArgs((await import("./verbs/up.ts")).up),
  down: async () => withoutArgs((await import("./verbs/down.ts")).down),
  reset: async () => withoutArgs((await import("./verbs/reset.ts")).reset),
  status: async () => (await import("./parts/print-status.ts")).printStatus,
  exec: async () => (await import("./verbs/exec.ts")).exec,
  fault: async () => (await import("./verbs/fault.ts")).fault,
  guest: async () => (await import("./verbs/guest.ts")).guest,
  ping: async () => (await import("./verbs/ping.ts")).ping,
  capture: async () => (await import("./verbs/capture.ts")).capture,
};

function withoutArgs(work: () => Promise<void>): Verb {
  return async (args) => {
    if (args.length > 0) throw labError("usage", `what is "${args.join(" ")}"?`, usage);
    await work();
    return 0;
  };
}

async function main(): Promise<number> {
  const [verb = "", ...args] = process.argv.slice(2);
  if (["", "help", "-h", "--help"].includes(verb)) {
    process.stdout.write(usage);
    return verb === "" ? 2 : 0;
  }
  const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!load) throw labError("usage", `no command "${verb}"`, usage);
  await requireMachine();
  return (await load())(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  const text = isLabError(error)
    ? `${error.message}${error.advice ? `\n${error.advice}` : ""}`
    : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`lab: ${text}\n`);
  process.exitCode = exitCodeOf(error);
}
