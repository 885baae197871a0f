import { pausedByUs } from "../../lib/core/migration/lever-record.ts";
import { copyPhaseOf, isSwitch } from "../../lib/core/migration/progress.ts";
import type { ActiveMigration } from "./active.ts";
import type { Hints } from "./hints.ts";
import { noteOutsideChange } from "./outside.ts";
import type { JobReading } from "./sampler.ts";

/**
 * Takes the record into the phase that readings and events tell of. A guest that stops on the source while more is left than fits into the
 * downtime limit was not stopped for the switch: we did it, or somebody else.
 */
export async function notePhase(active: ActiveMigration, hints: Hints, reading: JobReading): Promise<void> {
  const { keeper } = active;
  if (keeper.current().state !== "running") return;
  const sample = active.samples.at(-1);
  if (sample) await keeper.apply({ type: "phase", atMs: sample.atMs, phase: copyPhaseOf(sample) });
  if (hints.postCopyAtMs !== null) await enterPostCopy(active, hints.postCopyAtMs);
  if (hints.stoppedAtMs === null || keeper.current().phase === "post-copy") return;
  const record = keeper.current();
  // The next reading tells why it stopped.
  if (reading === "active" && (sample?.atMs ?? 0) < hints.stoppedAtMs) return;
  if (sample && reading === "active" && !isSwitch(sample, record.limits.maxDowntimeMs)) {
    if (!pausedByUs(record)) noteOutsideChange(active, "source", hints.stoppedAtMs, { key: "suspended" });
    hints.stoppedAtMs = null;
  } else if (!pausedByUs(record)) {
    await keeper.apply({ type: "phase", atMs: hints.stoppedAtMs, phase: "switchover" });
  }
}

async function enterPostCopy(active: ActiveMigration, atMs: number): Promise<void> {
  const before = active.keeper.current();
  const after = await active.keeper.apply({ type: "phase", atMs, phase: "post-copy" });
  const ours = after.levers.some(({ action, ok }) => action.kind === "post-copy" && ok !== false);
  if (after !== before && !ours) noteOutsideChange(active, "source", atMs, { key: "post-copy" });
}
