import type { CommandResult } from "../ssh/command-result.ts";
import type { HostLink, RunOptions } from "./host-link.ts";

/** What was found out: the words in front of an argv (none for root), null when we may not, undefined when the host did not answer. */
export interface RootAnswer {
  readonly prefix: readonly string[] | null | undefined;
  /** What the host said when it was asked; null = remembered. */
  readonly result: CommandResult | null;
}

type Exec = (argv: readonly string[], options: RunOptions) => Promise<CommandResult>;

const TIMEOUT_MS = 5_000;
/** A yes is remembered for the link, a no is asked again; those who ask at once share one answer. */
const answers = new WeakMap<HostLink, Promise<RootAnswer>>();

/**
 * What goes in front of an argv to run it as root: nothing for root, `sudo -n` where that asks for no password. `exec` is the way to run commands
 * where that is not the link's own (a gate of the caller's). Never rejects for what the host does.
 */
export function rootPrefix(link: HostLink, exec: Exec = (argv, options) => link.exec(argv, options)): Promise<RootAnswer> {
  const known = answers.get(link);
  if (known) return known;
  const asked = ask(exec).then((answer) => {
    if (answer.prefix) answers.set(link, Promise.resolve({ prefix: answer.prefix, result: null }));
    else answers.delete(link);
    return answer;
  });
  answers.set(link, asked);
  return asked;
}

async function ask(exec: Exec): Promise<RootAnswer> {
  const options = { timeoutMs: TIMEOUT_MS };
  const id = await exec(["id", "-u"], options);
  if (id.exitCode !== 0) return { prefix: undefined, result: id };
  if (id.stdout.trim() === "0") return { prefix: [], result: id };
  const sudo = await exec(["sudo", "-n", "true"], options);
  if (sudo.connectionLost || sudo.timedOut) return { prefix: undefined, result: sudo };
  return { prefix: sudo.exitCode === 0 ? ["sudo", "-n"] : null, result: sudo };
}
