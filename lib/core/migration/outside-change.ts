import type { MigrationRecord } from "../model/migration.ts";

/** What happened, as a key below `failures.outside`, with what libvirt named. */
export interface SeenChange {
  readonly key:
    | "suspended"
    | "resumed"
    | "destroyed"
    | "shut-down"
    | "crashed"
    | "pm-suspended"
    | "io-error"
    | "watchdog"
    | "rebooted"
    | "defined"
    | "undefined"
    | "device-added"
    | "device-removed"
    | "medium"
    | "tuned";
  readonly values?: Readonly<Record<string, string>>;
}

interface SeenEvent {
  /** The event's kind in `virsh event`. */
  readonly kind: string;
  /** What follows the domain. */
  readonly detail: string;
}

/** `Suspended Migrated` and the like are the migration's own; these are not. Words of virsh (tools/virsh-domain-event.c). */
const LIFECYCLE: readonly (readonly [RegExp, SeenChange["key"]])[] = [
  [/^Suspended (Paused|API Error)/, "suspended"],
  [/^Suspended I\/O Error/, "io-error"],
  [/^Suspended Watchdog/, "watchdog"],
  [/^Resumed Unpaused/, "resumed"],
  [/^Stopped Destroyed/, "destroyed"],
  [/^Shutdown/, "shut-down"],
  [/^(Stopped Crashed|Crashed)/, "crashed"],
  [/^PMSuspended/, "pm-suspended"],
  [/^Defined Updated/, "defined"],
  [/^Undefined/, "undefined"],
];

/** At the destination libvirt itself defines the VM, pauses one that came paused, and stops one that does not come after all. */
const OWN_AT_DESTINATION: ReadonlySet<SeenChange["key"]> = new Set(["defined", "undefined", "destroyed"]);

/**
 * An event of libvirt that neither the migration nor we caused: somebody, or the guest itself, changed the VM while it moved. Null for all that
 * belongs to a migration.
 */
export function outsideChange(
  event: SeenEvent,
  side: "source" | "destination",
  record: Pick<MigrationRecord, "phase" | "request">,
): SeenChange | null {
  switch (event.kind) {
    case "lifecycle":
      return lifecycle(event.detail, side, record);
    case "reboot":
      return { key: "rebooted" };
    case "watchdog":
      return { key: "watchdog" };
    case "io-error":
      return { key: "io-error" };
    case "device-added":
      return { key: "device-added", values: { device: event.detail } };
    case "device-removed":
      return { key: "device-removed", values: { device: event.detail } };
    case "disk-change":
    case "tray-change":
      return { key: "medium", values: { device: event.detail } };
    case "tunable":
      return tunable(event.detail, record);
    default:
      return null;
  }
}

function lifecycle(
  detail: string,
  side: "source" | "destination",
  { phase, request }: Pick<MigrationRecord, "phase" | "request">,
): SeenChange | null {
  const key = LIFECYCLE.find(([pattern]) => pattern.test(detail))?.[1];
  if (!key) return null;
  if (side === "destination") {
    const arrives = key === "suspended" && phase !== "post-copy";
    return arrives || OWN_AT_DESTINATION.has(key) ? null : { key };
  }
  return key === "undefined" && request.options.undefineSource ? null : { key };
}

/** libvirt tells each CPU pin that is set, ours too: one line for each parameter, `name: value`. */
function tunable(detail: string, { request }: Pick<MigrationRecord, "request">): SeenChange | null {
  const names = [...detail.matchAll(/^\s*([A-Za-z0-9_.-]+):/gm)].map(([, name = ""]) => name);
  const ours = request.options.emulatorCpus !== null;
  const others = names.filter((name) => !(ours && name === "cputune.emulatorpin"));
  return others.length > 0 ? { key: "tuned", values: { what: others.join(", ") } } : null;
}
