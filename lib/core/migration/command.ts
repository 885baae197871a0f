import type { DomainUuid } from "../model/ids.ts";
import { isDomainUuid } from "../model/ids.ts";
import type { MigrationPlan } from "./plan.ts";

const CONNECT = ["virsh", "-c", "qemu:///system"] as const;

/**
 * qemu+ssh to /system and nothing behind it. libvirt's ssh URIs take parameters like `command=`, which run a program as root on the
 * source, so that a URI with anything unexpected in it is a programming error here.
 */
const SAFE_URI = /^qemu\+ssh:\/\/([a-z_][a-z0-9_-]{0,31}@)?([A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\])(:\d{1,5})?\/system$/;

/**
 * The array that runs on the source host. `--p2p`: both daemons do the work, so that nobody else has to stay connected. No timers of
 * virsh's own (`--timeout`): they would die with its process; the server does them. Bandwidth in MiB/s, as virsh wants it.
 * Throws a RangeError for a plan that must never reach a host.
 */
export function buildMigrateCommand(plan: MigrationPlan): readonly string[] {
  if (!isDomainUuid(plan.domainUuid)) throw new RangeError("plan without a domain UUID");
  if (!SAFE_URI.test(plan.destinationUri))
    throw new RangeError(`not a destination URI of ours: ${JSON.stringify(plan.destinationUri)}`);
  return [
    ...CONNECT,
    "migrate",
    "--domain",
    plan.domainUuid,
    "--desturi",
    plan.destinationUri,
    "--live",
    "--p2p",
    ...(plan.persistent ? ["--persistent"] : []),
    ...(plan.undefineSource ? ["--undefinesource"] : []),
    ...(plan.unsafe ? ["--unsafe"] : []),
    ...(plan.bandwidthMiBps === null ? [] : ["--bandwidth", whole(plan.bandwidthMiBps, 1, 1_048_576, "bandwidth")]),
    ...(plan.autoConverge ? ["--auto-converge"] : []),
    "--abort-on-error",
  ];
}

/** Sets QEMU's downtime limit, in ms; null when libvirt's default is wanted. */
export function buildDowntimeCommand(plan: Pick<MigrationPlan, "domainUuid" | "maxDowntimeMs">): readonly string[] | null {
  if (plan.maxDowntimeMs === null) return null;
  const limit = whole(plan.maxDowntimeMs, 1, 60_000, "downtime");
  return onDomain("migrate-setmaxdowntime", plan.domainUuid, ["--downtime", limit]);
}

/** `virsh ... VERB --domain UUID ...` as a full array, for a short exec, a preview or the log. */
export function onDomain(verb: string, uuid: DomainUuid, options: readonly string[] = []): readonly string[] {
  return [...CONNECT, verb, "--domain", uuid, ...options];
}

/** The part of such an array that a virsh which is already connected takes: what follows the connection. */
export function withoutConnect(argv: readonly string[]): readonly string[] {
  return argv.slice(CONNECT.length);
}

function whole(value: number, min: number, max: number, what: string): string {
  if (!Number.isInteger(value) || value < min || value > max) throw new RangeError(`${what} out of range: ${value}`);
  return String(value);
}
