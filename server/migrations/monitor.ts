import type { RemoteJobStatus } from "../libvirt/remote-job.ts";
import { type ActiveMigration, linkOf } from "./active.ts";
import { readSide } from "./read-side.ts";
import { isOver, lookAtRemoteJob } from "./remote-job.ts";
import { takeSample } from "./sampler.ts";
import { sendAbortIfWanted } from "./send-abort.ts";
import { enforceTimeLimit } from "./time-limit.ts";
import { type Hints, listenToHosts } from "./watch-events.ts";

/** Period of readings, ms. */
const SAMPLE_MS = 500;
/** A source that gives no answer for so long counts as detached, ms. */
const SILENT_MS = 9_000;
/** How often the remote job is looked at while nothing hints at an end: during set-up, and later. */
const LOOK_EARLY_MS = 1_000;
const LOOK_LATE_MS = 5_000;
/** Near the end: at once, and less eagerly when the end does not come, ms. */
const LOOK_AT_END_MS = 40;
const EAGER_FOR_MS = 2_000;
/** libvirt has no job any more, but the process still runs: it may only be slow to go. */
const STUCK_MS = 30_000;

export type WatchEnd =
  | { readonly kind: "ended"; readonly job: RemoteJobStatus }
  | { readonly kind: "detached" }
  | { readonly kind: "stopped" };

/** Watches a running migration: readings, phases, time limit, aborts. Returns when the remote job is over, or nobody can tell. */
export async function watch(active: ActiveMigration): Promise<WatchEnd> {
  const { hints, stop } = listenToHosts(active);
  try {
    return await watchWith(active, hints);
  } finally {
    stop();
  }
}

async function watchWith(active: ActiveMigration, hints: Hints): Promise<WatchEnd> {
  let lookedAt = 0;
  let heardAt = performance.now();
  let activeAt: number | null = active.samples.length > 0 ? performance.now() : null;
  let endingAt: number | null = null;
  for (;;) {
    if (active.stopped) return { kind: "stopped" };
    if (linkOf(active, "source")?.state().kind !== "up") return { kind: "detached" };
    const roundAt = performance.now();
    const reading = await takeSample(active);
    const now = performance.now();
    if (reading !== "silent") heardAt = now;
    if (reading === "active") activeAt = now;
    if (now - heardAt > SILENT_MS) {
      // While it connects to a filtered port, libvirt tells the state but not the job.
      const { truth } = await readSide(active, "source", SILENT_MS / 3);
      if (!truth.reachable) return { kind: "detached" };
      heardAt = performance.now();
    }
    await notePhase(active, hints);
    await enforceTimeLimit(active);
    sendAbortIfWanted(active);

    const ending = hints.ending || (activeAt !== null && reading === "none");
    endingAt = ending ? (endingAt ?? now) : null;
    const eager = endingAt !== null && now - endingAt < EAGER_FOR_MS;
    if (eager || now - lookedAt >= (ending || activeAt === null ? LOOK_EARLY_MS : LOOK_LATE_MS)) {
      const job = await lookAtRemoteJob(active);
      lookedAt = performance.now();
      // The process may be dead while both daemons go on: as long as libvirt has the job, it is watched.
      if (job && reading !== "active" && (isOver(job) || isStuck(reading, endingAt))) return { kind: "ended", job };
      if (reading === "active") hints.ending = false;
    }
    await active.wake.sleep(Math.max(5, (eager ? LOOK_AT_END_MS : SAMPLE_MS) - (performance.now() - roundAt)));
  }
}

function isStuck(reading: "none" | "silent", endingAt: number | null): boolean {
  return reading === "none" && endingAt !== null && performance.now() - endingAt > STUCK_MS;
}

async function notePhase(active: ActiveMigration, hints: Hints): Promise<void> {
  if (hints.switchoverAtMs === null || active.keeper.current().state !== "running") return;
  await active.keeper.apply({ type: "phase", atMs: hints.switchoverAtMs, phase: "switchover" });
}
