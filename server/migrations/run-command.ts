import { onDomain, withoutConnect } from "../../lib/core/migration/command.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { RemoteJobStatus } from "../libvirt/remote-job.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, linkOf, type Side } from "./active.ts";

interface HowToRun {
  readonly timeoutMs: number;
  /** For commands that libvirt may hold up: a process of its own, so that nothing waits behind it. */
  readonly ownProcess?: boolean;
  /** quiet: not in the log; repeated: counted on one entry. */
  readonly logged?: "quiet" | "repeated";
}

/** Runs `virsh VERB --domain UUID ...` for this migration on one of its hosts and logs it. Never throws for what a host does. */
export async function virshOn(
  active: ActiveMigration,
  side: Side,
  verb: string,
  options: readonly string[],
  how: HowToRun,
): Promise<CommandResult> {
  return argvOn(active, side, onDomain(verb, active.keeper.current().request.domainUuid, options), how);
}

/** The same for a whole `virsh -c ...` array that was built elsewhere. */
export async function argvOn(
  active: ActiveMigration,
  side: Side,
  argv: readonly string[],
  how: HowToRun,
): Promise<CommandResult> {
  const link = linkOf(active, side);
  const run = () => (how.ownProcess ? link?.exec(argv, how) : link?.virsh(withoutConnect(argv), how));
  const result = (await run()) ?? hostRemoved(argv);
  if (how.logged === "repeated") active.log.repeated(hostIdOf(active, side), result);
  else if (how.logged !== "quiet") active.log.command(hostIdOf(active, side), result);
  return result;
}

/** Puts the end of a command that ran detached into the log, with all that it said. */
export function logJobEnd(
  active: ActiveMigration,
  side: Side,
  argv: readonly string[],
  { exitCode, stdout, stderr }: RemoteJobStatus,
  durationMs: number,
): void {
  active.log.command(hostIdOf(active, side), {
    argv,
    command: quoteArgv(argv),
    exitCode,
    signal: null,
    stdout,
    stderr,
    durationMs,
    timedOut: false,
    connectionLost: false,
    truncated: false,
  });
}

/** The result of a command for a host that is not registered any more. */
export function hostRemoved(argv: readonly string[]): CommandResult {
  return {
    argv,
    command: quoteArgv(argv),
    exitCode: null,
    signal: null,
    stdout: "",
    stderr: "the host is not registered any more",
    durationMs: 0,
    timedOut: false,
    connectionLost: true,
    truncated: false,
  };
}
