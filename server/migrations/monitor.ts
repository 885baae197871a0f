import type { RemoteJobStatus } from "../libvirt/remote-job.ts";
import { type ActiveMigration, linkOf } from "./active.ts";
import { automate } from "./automation.ts";
import type { Hints } from "./hints.ts";
import { watchLimits } from "./outside-limits.ts";
import { notePhase } from "./phase.ts";
import { pingGuest } from "./ping.ts";
import { type PostCopyTrouble, watchPostCopy } from "./post-copy/look.ts";
import { readSide } from "./read-side.ts";
import { isOver, lookAtRemoteJob } from "./remote-job.ts";
import { type JobReading, takeSample } from "./sampler.ts";
import { sendAbortIfWanted } from "./send-abort.ts";
import { listenToHosts } from "./watch-events.ts";

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
  /** `job`: null when it could not be read. */
  | { readonly kind: "ended"; readonly job: RemoteJobStatus | null }
  | { readonly kind: "post-copy-broken"; readonly trouble: PostCopyTrouble }
  | { readonly kind: "detached" }
  | { readonly kind: "stopped" };

/**
 * Watches a running live migration: readings, phases, what the server does by itself, aborts, changes from outside. Returns when the remote job is
 * over, a post-copy broke, or nobody can tell.
 */
export async function watch(active: ActiveMigration): Promise<WatchEnd> {
  const hints = listenToHosts(active);
  const limits = watchLimits(active);
  const postCopy = watchPostCopy(active, hints);
  const ends = watchEnd(active, hints);
  let heardAt = performance.now();
  pingGuest(active);
  for (;;) {
    if (active.stopped) return { kind: "stopped" };
    if (linkOf(active, "source")?.state().kind !== "up") return { kind: "detached" };
    const roundAt = performance.now();
    const reading = await takeSample(active);
    const now = performance.now();
    if (reading !== "silent") heardAt = now;
    if (now - heardAt > SILENT_MS) {
      // While it connects to a filtered port, libvirt tells the state but not the job.
      const { truth } = await readSide(active, "source", SILENT_MS / 3);
      if (!truth.reachable) return { kind: "detached" };
      heardAt = performance.now();
    }
    await notePhase(active, hints, reading);
    automate(active);
    sendAbortIfWanted(active);
    // In post-copy libvirt takes its limits back by itself.
    if (reading === "active" && active.keeper.current().postCopyAtMs === null) limits.look();
    const { trouble, goesOn, lost } = await postCopy.look(reading);
    if (trouble) return { kind: "post-copy-broken", trouble };
    if (lost) return { kind: "ended", job: await lookAtRemoteJob(active) };
    const job = goesOn ? null : await ends.look(reading, now);
    if (job) return { kind: "ended", job };
    await active.wake.sleep(Math.max(5, (ends.isNear(now) ? LOOK_AT_END_MS : SAMPLE_MS) - (performance.now() - roundAt)));
  }
}

interface EndWatch {
  /** The remote job when the work is over; null while it is not, or cannot be told. */
  look(reading: JobReading, now: number): Promise<RemoteJobStatus | null>;
  /** True while the end is expected at any moment. */
  isNear(now: number): boolean;
}

/** Looks at the remote job as often as it is worth. `now`: a steady clock, ms. */
function watchEnd(active: ActiveMigration, hints: Hints): EndWatch {
  let lookedAt = 0;
  let wasActive = active.samples.length > 0;
  let endingAt: number | null = null;
  const isNear = (now: number) => endingAt !== null && now - endingAt < EAGER_FOR_MS;
  return {
    isNear,
    look: async (reading, now) => {
      if (reading === "active") wasActive = true;
      const ending = hints.ending || (wasActive && reading === "none");
      endingAt = ending ? (endingAt ?? now) : null;
      if (!isNear(now) && now - lookedAt < (ending || !wasActive ? LOOK_EARLY_MS : LOOK_LATE_MS)) return null;
      const job = await lookAtRemoteJob(active);
      lookedAt = performance.now();
      if (reading === "active") {
        // The process may be dead while both daemons go on: as long as libvirt has the job, it is watched.
        hints.ending = false;
        return null;
      }
      return job && (isOver(job) || isStuck(reading, endingAt)) ? job : null;
    },
  };
}

function isStuck(reading: "none" | "silent", endingAt: number | null): boolean {
  return reading === "none" && endingAt !== null && performance.now() - endingAt > STUCK_MS;
}
