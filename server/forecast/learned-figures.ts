import type { MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";
import type { LinkFigures } from "../../lib/core/model/prediction.ts";
import { ASSUMED_MS } from "./assumed-times.ts";

/** How much of the new figure goes into the learned one. */
const WEIGHT = 0.4;
/** The first times that were seen weigh as much as what is assumed of every link. */
const FIRST_WEIGHT = 0.5;
/** A rate that was seen for less than this is the start's, not the link's, ms. */
const SHORTEST_MS = 1_000;
/** What takes longer than this was something else: a host that did not answer for a while. */
const LONGEST_MS = 60_000;

/** What one migration tells of its link. */
export interface Lesson {
  /** Null when it was too short to tell. */
  readonly bytesPerSec: number | null;
  readonly setUpMs: number;
  readonly switchMs: number;
}

/**
 * What a migration that has ended teaches of the link: the rate of its copying, from the first byte to the last reading before the switch; the time before the
 * first byte; and what neither explains, as the switch. Null for those that tell nothing: not live, not moved, limited by the admin, slowed by
 * encryption or compression, paused, broken, or taken up again after a restart.
 */
export function lessonOf(record: MigrationRecord, samples: readonly MigrationSample[]): Lesson | null {
  const { options } = record.request;
  const { result, endedAtMs, createdAtMs } = record;
  if (record.state !== "succeeded" || options.mode !== "live" || !result || endedAtMs === null) return null;
  const limited =
    options.bandwidthMiBps !== null ||
    record.levers.some(({ action }) => action.kind === "bandwidth" || action.kind === "suspend");
  const altered = options.tls || options.tunnelled || options.compression !== null || record.recoveries > 0;
  if (limited || altered || record.outsideChanges.length > 0 || record.steps.length > 0) return null;
  const stopMs = Math.min(record.postCopyAtMs ?? endedAtMs, record.phaseStartedAtMs.switchover ?? endedAtMs);
  const copying = samples.filter((sample) => sample.atMs < stopMs && sentOf(sample) > 0);
  const [first, last] = [copying[0], copying.at(-1)];
  if (!first) return null;
  const spanMs = (last?.atMs ?? 0) - first.atMs;
  const seen = last && spanMs >= SHORTEST_MS ? (sentOf(last) - sentOf(first)) / spanMs : null;
  const bytesPerMs = seen ?? first.memoryBytesPerSec / 1000;
  if (bytesPerMs <= 0) return null;
  const setUpMs = first.atMs - sentOf(first) / bytesPerMs - createdAtMs;
  const switchMs = endedAtMs - createdAtMs - setUpMs - (result.transferredBytes ?? 0) / bytesPerMs;
  const within = (ms: number) => Math.round(Math.min(LONGEST_MS, Math.max(0, ms)));
  return { bytesPerSec: seen === null ? null : seen * 1000, setUpMs: within(setUpMs), switchMs: within(switchMs) };
}

/**
 * The figures with a lesson in them; later ones count more. Times vary more than the rate does, and so begin from what is assumed of every
 * link. A lesson without a rate changes the times only, and is no first lesson.
 */
export function withLesson(before: LinkFigures, lesson: Lesson, atMs: number): LinkFigures {
  const { learned } = before;
  const bytesPerSec = lesson.bytesPerSec ?? learned?.bytesPerSec ?? null;
  if (bytesPerSec === null) return before;
  const mix = (old: number, fresh: number, weight = WEIGHT) => Math.round(old + weight * (fresh - old));
  const timeWeight = learned === null ? FIRST_WEIGHT : WEIGHT;
  return {
    ...before,
    learned: {
      bytesPerSec: mix(learned?.bytesPerSec ?? bytesPerSec, bytesPerSec),
      setUpMs: mix(learned?.setUpMs ?? ASSUMED_MS.setUp, lesson.setUpMs, timeWeight),
      switchMs: mix(learned?.switchMs ?? ASSUMED_MS.switch, lesson.switchMs, timeWeight),
      migrations: (learned?.migrations ?? 0) + 1,
      atMs,
    },
  };
}

function sentOf(sample: MigrationSample): number {
  return sample.memoryProcessedBytes + sample.diskProcessedBytes;
}
