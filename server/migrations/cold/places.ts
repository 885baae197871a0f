import { parseDomstate } from "../../../lib/core/facts/domain-state.ts";
import { parseDominfo } from "../../../lib/core/facts/dominfo.ts";
import { onDomain, withoutConnect } from "../../../lib/core/migration/command.ts";
import { classifyLibvirtText } from "../../../lib/core/migration/libvirt-error.ts";
import { type DomainUuid, isDomainUuid } from "../../../lib/core/model/ids.ts";
import type { SideTruth } from "../../../lib/core/model/migration.ts";
import { type ActiveMigration, hostIdOf, linkOf, type Side } from "../active.ts";
import { readSide } from "../read-side.ts";

const TIMEOUT_MS = 5_000;

/** The UUID that the VM has at the destination: a clone's own, else the same. */
export function destinationUuid(active: ActiveMigration): DomainUuid {
  const { steps, request } = active.keeper.current();
  const uuid = String(steps.find(({ kind }) => kind === "define")?.data.uuid ?? "");
  return isDomainUuid(uuid) ? uuid : request.domainUuid;
}

/** Where one side says that the VM is; at the destination by the UUID that it has there. */
export async function readPlace(active: ActiveMigration, side: Side): Promise<SideTruth> {
  const uuid = destinationUuid(active);
  if (side === "source" || uuid === active.keeper.current().request.domainUuid)
    return (await readSide(active, side, TIMEOUT_MS)).truth;
  return readClone(active, uuid);
}

/** True for a domain that has a QEMU, be it paused. */
export function isActivePlace({ present, state }: SideTruth): boolean {
  return present && state !== "shut-off" && state !== "crashed";
}

async function readClone(active: ActiveMigration, uuid: DomainUuid): Promise<SideTruth> {
  const link = linkOf(active, "destination");
  const ask = (verb: string, options: readonly string[] = []) =>
    link?.virsh(withoutConnect(onDomain(verb, uuid, options)), { timeoutMs: TIMEOUT_MS });
  const [state, info] = await Promise.all([ask("domstate", ["--reason"]), ask("dominfo")]);
  const nothing: SideTruth = {
    hostId: hostIdOf(active, "destination"),
    reachable: true,
    present: false,
    state: null,
    stateReason: null,
    persistent: null,
    jobActive: false,
    detail: null,
  };
  if (state && classifyLibvirtText(state.stderr) === "domain-gone") return nothing;
  const parsed = state?.exitCode === 0 ? parseDomstate(state.stdout) : null;
  const flags = info?.exitCode === 0 ? parseDominfo(info.stdout) : null;
  if (!parsed || !flags?.known) return { ...nothing, reachable: false, jobActive: null, detail: state?.stderr ?? "no answer" };
  return {
    ...nothing,
    present: true,
    state: parsed.state,
    stateReason: parsed.reason,
    persistent: flags.value.persistent,
  };
}
