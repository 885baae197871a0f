import { quoteArgv } from "../../../lib/core/migration/quote.ts";
import type { CommandResult } from "../../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, linkOf, type Side } from "../active.ts";
import { hostRemoved } from "../run-command.ts";

/**
 * Runs a fixed script as root on one side, with data as arguments only: images belong to root. A login that is not root needs `sudo` without a
 * password; where it is not allowed, its words are the result's stderr. `standsFor` is the command that the log shows. Never throws for
 * what a host does.
 */
export async function rootScript(
  active: ActiveMigration,
  side: Side,
  source: string,
  args: readonly string[],
  how: { readonly timeoutMs: number; readonly standsFor: readonly string[] },
): Promise<CommandResult> {
  const link = linkOf(active, side);
  const { timeoutMs, standsFor } = how;
  const asRoot = link?.registration.user === "root";
  const result = !link
    ? hostRemoved(standsFor)
    : asRoot
      ? await link.script(source, args, { timeoutMs })
      : await link.exec(["sudo", "-n", "sh", "-s", "--", ...args], { timeoutMs, stdin: source });
  active.log.command(hostIdOf(active, side), { ...result, argv: standsFor, command: quoteArgv(standsFor) });
  return result;
}

/** What a host said about a failure, bounded: stderr, else stdout, else how it ended. */
export function wordsOf(result: CommandResult): string {
  const text = result.stderr.trim() || result.stdout.trim();
  if (text !== "") return text.slice(0, 2_000);
  return result.timedOut ? "no answer in time" : result.connectionLost ? "connection lost" : `exit status ${result.exitCode}`;
}
