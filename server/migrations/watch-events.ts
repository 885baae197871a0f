import { parseJobInfo } from "../../lib/core/facts/domjobinfo.ts";
import { outsideChange } from "../../lib/core/migration/outside-change.ts";
import type { LibvirtEvent } from "../libvirt/host-link.ts";
import { type ActiveMigration, hostIdOf, linkOf, type Side } from "./active.ts";
import { type Hints, noHints } from "./hints.ts";
import { noteOutsideChange } from "./outside.ts";

/** Those that say something about a migration or a change of the VM; each goes to the log. */
const TELLING = new Set([
  "lifecycle",
  "migration-iteration",
  "job-completed",
  "block-job",
  "reboot",
  "watchdog",
  "io-error",
  "device-added",
  "device-removed",
  "device-removal-failed",
  "disk-change",
  "tray-change",
  "tunable",
  "control-error",
]);

/**
 * Listens to both hosts for this domain until it is told to stop or asked again; every event goes to the log and wakes the watcher, changes from
 * outside go to the record. Kept in `active.listening`; what an earlier listening heard is not carried over, except libvirt's closing figures.
 */
export function listenToHosts(active: ActiveMigration): Hints {
  active.listening?.stop();
  const hints: Hints = { ...noHints(), completed: active.listening?.hints.completed ?? null };
  const { domainUuid } = active.keeper.current().request;
  const heard = (side: Side) => (event: LibvirtEvent) => {
    if (event.domainUuid !== domainUuid || !TELLING.has(event.kind)) return;
    active.log.event(hostIdOf(active, side), event.text);
    readHint(hints, side, event);
    const change = outsideChange(event, side, active.keeper.current());
    if (change) noteOutsideChange(active, side, event.atMs, change);
    active.wake.call();
  };
  const stops = (["source", "destination"] as const).map((side) => linkOf(active, side)?.onEvent(heard(side)));
  const offState = linkOf(active, "source")?.onState(() => active.wake.call());
  active.listening = {
    hints,
    stop: () => {
      for (const stop of stops) stop?.();
      offState?.();
    },
  };
  return hints;
}

/** Pure but for `hints`: the words are libvirt's lifecycle events (virsh event). */
export function readHint(hints: Hints, side: Side, event: Pick<LibvirtEvent, "kind" | "detail" | "atMs">): void {
  if (event.kind === "lifecycle") readPostCopy(hints, event);
  if (side === "destination") return;
  if (event.kind === "job-completed") {
    hints.ending = true;
    hints.completed = parseJobInfo(`Job type: 3\n${event.detail}`);
  }
  if (event.kind !== "lifecycle") return;
  if (/^Suspended Migrated/.test(event.detail)) hints.stoppedAtMs ??= event.atMs;
  if (/^(Stopped|Undefined|Crashed)/.test(event.detail)) hints.ending = true;
  // An aborted or failed migration ends with the guest going on where it was.
  if (/^Resumed/.test(event.detail)) hints.ending = true;
}

/** "Suspended Post-copy" at the source, "Resumed Post-copy" at the destination; with "Error" when it broke there. */
function readPostCopy(hints: Hints, event: Pick<LibvirtEvent, "detail" | "atMs">): void {
  const said = /^(?:Suspended|Resumed) Post-copy( Error)?/.exec(event.detail);
  if (!said) return;
  hints.postCopyFailed = said[1] !== undefined;
  // Before the switch to post-copy libvirt says that the guest was stopped for the switch.
  hints.stoppedAtMs = null;
  hints.postCopyAtMs ??= event.atMs;
}
