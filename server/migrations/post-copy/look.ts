import { type PostCopyPicture, postCopyPicture } from "../../../lib/core/migration/post-copy.ts";
import type { ActiveMigration } from "../active.ts";
import type { Hints } from "../hints.ts";
import { readSide, type SideReading } from "../read-side.ts";
import type { JobReading } from "../sampler.ts";

/** How often both hosts are asked while a post-copy runs, and at once when an event says that it broke, ms. */
const EVERY_MS = 1_000;
const READ_TIMEOUT_MS = 3_000;
/** No memory came through for so long, ms: the link is dead, though neither side has noticed. */
const STALLED_MS = 10_000;

/** A side's QEMU is gone for good when so many looks in a row say so. */
const LOST_LOOKS = 3;

/** failed: a side says so; stalled: neither does, but nothing comes through. */
export type PostCopyTrouble = "failed" | "stalled";

export interface PostCopyLook {
  readonly trouble: PostCopyTrouble | null;
  /** Both sides were seen in post-copy, in order, just now: whatever became of the process on the source, it is not over. */
  readonly goesOn: boolean;
  /** One side's QEMU ended, and a part of the memory with it: nothing comes after that, though libvirt may keep its job. */
  readonly lost: boolean;
}

export interface PostCopyWatch {
  /** `reading`: what libvirt said of the job just now. */
  look(reading: JobReading): Promise<PostCopyLook>;
}

const NOTHING: PostCopyLook = { trouble: null, goesOn: false, lost: false };

/** Watches a migration's post-copy as soon as it is in it; costs nothing before. */
export function watchPostCopy(active: ActiveMigration, hints: Hints): PostCopyWatch {
  let lookedAt = 0;
  let last = NOTHING;
  let least = Number.POSITIVE_INFINITY;
  let movedAt = performance.now();
  let lostLooks = 0;

  /**
   * True when libvirt's figures have not changed for too long. They stand still at their end, too: nothing is left then; and a daemon that was
   * restarted in the middle has none.
   */
  const isStalled = (reading: JobReading): boolean => {
    const left = active.samples.at(-1)?.memoryRemainingBytes ?? 0;
    if (left < least || left === 0 || reading !== "active") {
      least = left;
      movedAt = performance.now();
    }
    return performance.now() - movedAt > STALLED_MS;
  };

  return {
    look: async (reading) => {
      const record = active.keeper.current();
      if (record.postCopyAtMs === null && hints.postCopyAtMs === null) return NOTHING;
      const stalled = isStalled(reading);
      const now = performance.now();
      if (!hints.postCopyFailed && !hints.ending && now - lookedAt < EVERY_MS) return last;
      lookedAt = now;
      hints.postCopyFailed = false;
      const { picture } = await lookAtPostCopy(active);
      if (picture === "broken") return { ...NOTHING, trouble: "failed" };
      lostLooks = picture === "destination-lost" || picture === "source-lost" ? lostLooks + 1 : 0;
      const goesOn = picture === "going-on";
      last = { trouble: goesOn && stalled ? "stalled" : null, goesOn, lost: lostLooks >= LOST_LOOKS };
      return last;
    },
  };
}

export interface BothSides {
  readonly source: SideReading;
  readonly destination: SideReading;
  /** Null when the source did not answer. */
  readonly picture: PostCopyPicture | null;
}

/** Asks both hosts once where the post-copy stands. */
export async function lookAtPostCopy(active: ActiveMigration): Promise<BothSides> {
  const [source, destination] = await Promise.all([
    readSide(active, "source", READ_TIMEOUT_MS),
    readSide(active, "destination", READ_TIMEOUT_MS),
  ]);
  const picture = source.truth.reachable ? postCopyPicture(source.truth, destination.truth) : null;
  return { source, destination, picture };
}
