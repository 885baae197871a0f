import { parseDomstate } from "../../lib/core/facts/domain-state.ts";
import { parseDominfo } from "../../lib/core/facts/dominfo.ts";
import { parseJobInfo } from "../../lib/core/facts/domjobinfo.ts";
import { onDomain } from "../../lib/core/migration/command.ts";
import { classifyLibvirtText } from "../../lib/core/migration/libvirt-error.ts";
import type { DomainUuid } from "../../lib/core/model/ids.ts";
import type { SideTruth } from "../../lib/core/model/migration.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, type Side } from "./active.ts";
import { argvOn } from "./run-command.ts";

/** What `dominfo` says beside the state. */
export interface SideReading {
  readonly truth: SideTruth;
  readonly autostart: boolean | null;
}

/**
 * Where one host says that the domain is: state with reason, definition, job. `uuid`: of another domain there, such as a clone. Counted in the
 * log, for it is asked often.
 */
export async function readSide(
  active: ActiveMigration,
  side: Side,
  timeoutMs: number,
  uuid: DomainUuid = active.keeper.current().request.domainUuid,
): Promise<SideReading> {
  const ask = (verb: string, options: readonly string[] = []) =>
    argvOn(active, side, onDomain(verb, uuid, options), { timeoutMs, logged: "repeated" });
  const [state, info, job] = await Promise.all([
    ask("domstate", ["--reason"]),
    ask("dominfo"),
    ask("domjobinfo", ["--rawstats"]),
  ]);
  const hostId = hostIdOf(active, side);
  const silent = [state, info].find((result) => !answered(result));
  if (silent) return { truth: { ...nothing(hostId), reachable: false, detail: words(silent) }, autostart: null };
  if (classifyLibvirtText(state.stderr) === "domain-gone") return { truth: nothing(hostId), autostart: null };
  const parsed = parseDomstate(state.stdout);
  const flags = parseDominfo(info.stdout);
  if (!parsed || !flags.known) {
    // It may have gone between the two readings; the next reading tells.
    return { truth: { ...nothing(hostId), reachable: false, detail: words(parsed ? info : state) }, autostart: null };
  }
  return {
    truth: {
      ...nothing(hostId),
      present: true,
      state: parsed.state,
      stateReason: parsed.reason,
      persistent: flags.value.persistent,
      jobActive: jobOf(job),
    },
    autostart: flags.value.autostart,
  };
}

/**
 * A daemon that knows the domain's state at once but cannot tell its job for seconds is at work on it: the job holds the domain's lock (seen
 * on the lab with a migration that connects to a filtered port).
 */
function jobOf(result: CommandResult): boolean {
  if (!answered(result)) return result.timedOut;
  return (parseJobInfo(result.stdout)?.type ?? "none") !== "none";
}

/** True when libvirt itself answered, be it with an error about the domain. */
function answered(result: CommandResult): boolean {
  if (result.timedOut || result.connectionLost || result.exitCode === null) return false;
  const code = result.exitCode === 0 ? null : classifyLibvirtText(result.stderr);
  return code !== "libvirt-down-at-source" && code !== "connection-lost" && code !== "cause-hidden";
}

function words(result: CommandResult): string {
  return (result.stderr || result.stdout || (result.timedOut ? "timed out" : "no answer")).trim().slice(0, 500);
}

function nothing(hostId: SideTruth["hostId"]): SideTruth {
  return {
    hostId,
    reachable: true,
    present: false,
    state: null,
    stateReason: null,
    persistent: null,
    jobActive: false,
    detail: null,
  };
}

/** True for a domain that has a QEMU, be it paused. */
export function hasQemu({ present, state }: SideTruth): boolean {
  return present && state !== "shut-off" && state !== "crashed";
}
