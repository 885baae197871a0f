import type { LibvirtEvent } from "../libvirt/host-link.ts";
import { type ActiveMigration, hostIdOf, linkOf, type Side } from "./active.ts";

/** What libvirt's events told since the watching began. */
export interface Hints {
  /** When the guest was stopped on the source for the switch; server's clock. */
  switchoverAtMs: number | null;
  /** The domain left the source, or its job was completed: the end is near. */
  ending: boolean;
}

const TELLING = new Set(["lifecycle", "migration-iteration", "job-completed", "block-job"]);

/** Listens to both hosts for this domain; every event goes to the log and wakes the watcher. Returns the hints and the way to stop. */
export function listenToHosts(active: ActiveMigration): { readonly hints: Hints; readonly stop: () => void } {
  const hints: Hints = { switchoverAtMs: null, ending: false };
  const uuid = active.keeper.current().request.domainUuid;
  const heard = (side: Side) => (event: LibvirtEvent) => {
    if (event.domainUuid !== uuid || !TELLING.has(event.kind)) return;
    active.log.event(hostIdOf(active, side), event.text);
    if (side === "source") readHint(hints, event);
    active.wake.call();
  };
  const stops = (["source", "destination"] as const).map((side) => linkOf(active, side)?.onEvent(heard(side)));
  const offState = linkOf(active, "source")?.onState(() => active.wake.call());
  return {
    hints,
    stop: () => {
      for (const stop of stops) stop?.();
      offState?.();
    },
  };
}

/** Pure but for `hints`: the words are libvirt's lifecycle events (virsh event). */
export function readHint(hints: Hints, event: Pick<LibvirtEvent, "kind" | "detail" | "atMs">): void {
  if (event.kind === "job-completed") hints.ending = true;
  if (event.kind !== "lifecycle") return;
  if (/^Suspended Migrated/.test(event.detail)) hints.switchoverAtMs ??= event.atMs;
  if (/^(Stopped|Undefined|Crashed)/.test(event.detail)) hints.ending = true;
  // An aborted or failed migration ends with the guest going on where it was.
  if (/^Resumed/.test(event.detail)) hints.ending = true;
}
