import { quoteArgv } from "../../lib/core/migration/quote.ts";

/** fish reads a backslash, and csh an exclamation mark, inside single quotes otherwise than a POSIX shell does. */
const DIFFERS_BETWEEN_SHELLS = /[\\!]/;

/** The host kills a command so long after we gave it up; until then it is given the chance to end by itself. */
const GRACE_S = 1;

/**
 * The text that sshd hands to the user's login shell, whichever that is: `env LC_ALL=C` in front (an assignment in front would not be
 * understood by csh and fish), so that messages are in the one language that we can read. Arguments that some login shell would read
 * differently travel as base64 and are unpacked by sh. With `deadlineMs` the host itself kills the command soon after that time: sshd
 * kills nothing when a channel or a connection is closed, and passes on no signal for root.
 * Throws a RangeError for NUL or newline in an argument.
 */
export function remoteCommandLine(argv: readonly string[], deadlineMs?: number): string {
  const limit = deadlineMs === undefined ? [] : ["timeout", "-s", "KILL", String(Math.ceil(deadlineMs / 1000) + GRACE_S)];
  const plain = quoteArgv([...limit, ...argv]);
  if (!argv.some((argument) => DIFFERS_BETWEEN_SHELLS.test(argument))) return `env LC_ALL=C ${plain}`;
  const packed = Buffer.from(plain, "utf8").toString("base64");
  return `env LC_ALL=C sh -c 'eval "exec $(echo ${packed} | base64 -d)"'`;
}
