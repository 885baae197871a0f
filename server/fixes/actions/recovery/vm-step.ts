import type { FencedHost } from "../../../../lib/core/model/fenced-host.ts";
import type { DomainUuid, HostId } from "../../../../lib/core/model/ids.ts";
import type { Message } from "../../../../lib/core/model/message.ts";
import type { Place } from "../../../../lib/core/model/recovery.ts";
import { type VmActionKind, vmCommand } from "../../../../lib/core/recovery/commands.ts";
import { judge } from "../../../../lib/core/recovery/domain-ways.ts";
import { scriptArgv } from "../../../libvirt/script-argv.ts";
import { ServiceError } from "../../../service-error.ts";
import type { FixContext, FixPlan, PlannedStep } from "../../plan.ts";
import { refused } from "../../refuse.ts";

/** Where a VM is, in a word and its reason; exit 1 when libvirt does not tell. */
const WHERE = `
v() { LC_ALL=C timeout 10 virsh -q -c qemu:///system "$@" </dev/null; }
known=$(v list --all --uuid) || exit 1
if printf "%s\\n" "$known" | grep -qxF -e "$1"; then
v domstate --domain "$1" --reason
v dominfo --domain "$1" | grep "^Persistent"
else
echo "not here"
fi
`;
/** A start waits for the disks, a stop for the guest's QEMU to go. */
const TIMEOUT_MS = 60_000;

/** What differs between the ways out of a VM's case. */
interface VmWay {
  readonly kind: VmActionKind;
  readonly fenced?: readonly FencedHost[];
  readonly keep?: { readonly nvram: boolean; readonly tpm: boolean };
  readonly consequences: readonly Message[];
  /** What else must hold, asked when the places are known. Throws `conflict`. */
  readonly also?: (places: readonly Place[]) => Promise<void>;
}

/**
 * One command on one copy of a VM, then a look at every host where the VM is now. Judged by fresh answers of all registered hosts, and once more
 * when the record is stored. Throws `conflict` with the reason when it must not be done.
 */
export async function vmPlan(context: FixContext, { kind, fenced = [], keep, consequences, also }: VmWay): Promise<FixPlan> {
  const { source: host, domainUuid: uuid } = context;
  if (uuid === null) throw new ServiceError("invalid-input", { message: { key: "errors.fixes.no-vm" } });
  const places = await check(context, uuid, kind, fenced);
  await also?.(places);
  const vm = nameOf(context);
  const silent = new Set(places.filter(({ reachable }) => !reachable).map(({ hostId }) => hostId));
  const looks = places
    .filter(({ hostId }) => !silent.has(hostId))
    .map(
      ({ hostId, hostName }): PlannedStep => ({
        hostId,
        hostName,
        does: { key: "fixes.does.look-where", values: { vm, host: hostName } },
        argv: scriptArgv(WHERE, uuid),
        undo: null,
      }),
    );
  const step: PlannedStep = {
    hostId: host.id,
    hostName: host.name,
    does: { key: `fixes.does.${kind}`, values: { vm, host: host.name } },
    argv: vmCommand(kind, uuid, keep),
    undo: null,
    timeoutMs: TIMEOUT_MS,
  };
  const declared = fenced.filter(({ hostId }) => silent.has(hostId)).map(({ typedName }) => typedName);
  const said = declared.length === 0 ? [] : [{ key: "fixes.effect.fenced", values: { hosts: declared.join(", ") } }];
  return {
    steps: [step, ...looks],
    consequences: [...consequences, ...said],
    undo: "impossible",
    async lastLook() {
      await also?.(await check(context, uuid, kind, fenced));
    },
  };
}

async function check(
  context: FixContext,
  uuid: DomainUuid,
  kind: VmActionKind,
  fenced: readonly FencedHost[],
): Promise<readonly Place[]> {
  const { source: host } = context;
  if (await context.isMigratingVm(uuid)) throw refused({ key: "errors.fixes.vm-migrating" });
  const places = await context.places(uuid);
  const no = judge(kind, places, host.id, declaredOff(places, fenced));
  if (no === null) return places;
  const detail = places.find(({ hostName, reachable }) => !reachable && hostName === no.values?.host)?.detail;
  throw refused(no, detail ?? undefined);
}

/** The hosts of which somebody says that they are off. A wrong name is refused, and so is a host that answers: it is not off. */
function declaredOff(places: readonly Place[], fenced: readonly FencedHost[]): ReadonlySet<HostId> {
  for (const { hostId, typedName } of fenced) {
    const place = places.find((one) => one.hostId === hostId);
    if (!place || place.hostName !== typedName) throw refused({ key: "errors.fixes.fence-name" });
    if (place.reachable) throw refused({ key: "errors.fixes.fence-answers", values: { host: place.hostName } });
  }
  return new Set(fenced.map(({ hostId }) => hostId));
}

/** Name of the VM, else its UUID. */
export function nameOf({ domain, domainUuid }: FixContext): string {
  return domain?.name ?? domainUuid ?? "";
}
