import { setTimeout as sleep } from "node:timers/promises";
import { type PostCopyPicture, postCopyPicture } from "../../lib/core/migration/post-copy.ts";
import { judgeTruth } from "../../lib/core/migration/truth.ts";
import type { SideTruth, TruthVerdict } from "../../lib/core/model/migration.ts";
import type { ActiveMigration } from "./active.ts";
import { readSide, type SideReading } from "./read-side.ts";

export interface TruthReading {
  readonly verdict: TruthVerdict;
  readonly source: SideReading;
  readonly destination: SideReading;
}

/** libvirt's confirm phase may be late: an unclear picture gets this long to become clear, ms. */
const UNCLEAR_FOR_MS = 60_000;
/** A host that does not answer is asked for so long before we say so, ms. */
const SILENT_FOR_MS = 6_000;
/** A job that libvirt reports for so many readings in a row is no after-glow: the work goes on. */
const WORKING_READINGS = 5;
/** An alarm must hold for so many readings in a row. */
const ALARM_READINGS = 4;
const READ_TIMEOUT_MS = 3_000;

/**
 * Asks both hosts at once, by UUID, until two answers in a row say the same and make sense. What does not make sense yet (clean-up
 * pending, both active) is asked again until it does or its time is over. "unknown" = a host did not answer. `quick`: the end looked clean,
 * so that the second look may follow at once.
 */
export async function readTruth(active: ActiveMigration, quick: boolean): Promise<TruthReading> {
  const startedAt = performance.now();
  let before: TruthReading | null = null;
  for (let same = 0, round = 0; ; round++) {
    const [source, destination] = await Promise.all([
      readSide(active, "source", READ_TIMEOUT_MS),
      readSide(active, "destination", READ_TIMEOUT_MS),
    ]);
    const reading = { verdict: judgeTruth(source.truth, destination.truth), source, destination };
    same = before && agree(before, reading) ? same + 1 : 0;
    before = reading;
    const goneMs = performance.now() - startedAt;
    if (active.stopped || isFinal(reading, same, goneMs)) return reading;
    await sleep(round === 0 ? (quick ? 60 : 250) : Math.min(2_000, 250 * round));
  }
}

function isFinal(reading: TruthReading, same: number, goneMs: number): boolean {
  switch (reading.verdict) {
    case "unknown":
      return goneMs >= SILENT_FOR_MS;
    case "needs-attention":
      return goneMs >= UNCLEAR_FOR_MS || same >= patience(reading);
    case "split-brain":
    case "lost":
      return same >= ALARM_READINGS;
    default:
      return same >= 1;
  }
}

/** How many equal readings in a row make an unclear picture certain before its time. */
function patience(reading: TruthReading): number {
  const picture = pictureOf(reading);
  if (picture === "broken") return 1;
  if (picture === "destination-lost" || picture === "source-lost") return ALARM_READINGS;
  return isWorking(reading) ? WORKING_READINGS : Number.POSITIVE_INFINITY;
}

/** libvirt is still migrating it: the guest runs on the source and has a job, or a post-copy goes on (with or without one). */
export function isWorking(reading: TruthReading): boolean {
  const { jobActive, state } = reading.source.truth;
  return (jobActive === true && state === "running") || pictureOf(reading) === "going-on";
}

/** Both sides wait for the recovery of a post-copy. */
export function isBroken(reading: TruthReading): boolean {
  return pictureOf(reading) === "broken";
}

function pictureOf({ source, destination }: TruthReading): PostCopyPicture | null {
  return source.truth.reachable ? postCopyPicture(source.truth, destination.truth) : null;
}

function agree(left: TruthReading, right: TruthReading): boolean {
  return sameSide(left.source.truth, right.source.truth) && sameSide(left.destination.truth, right.destination.truth);
}

function sameSide(left: SideTruth, right: SideTruth): boolean {
  return (
    left.present === right.present &&
    left.state === right.state &&
    left.stateReason === right.stateReason &&
    left.persistent === right.persistent &&
    left.reachable === right.reachable &&
    left.jobActive === right.jobActive
  );
}
