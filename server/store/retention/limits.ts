const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What an admin may set. */
export interface RetentionLimits {
  /** Ended migrations and fixes older than this go. */
  readonly days: number;
  /** No more ended migrations (and no more fixes) than this. */
  readonly migrations: number;
}

/** How an ended migration is thinned with age. The index + 1 is what the column `thinned` then says. */
export const LEVELS = [
  { afterMs: 2 * DAY_MS, samples: 300, logEntries: 2_000, outputLength: 16_384 },
  { afterMs: 60 * DAY_MS, samples: 60, logEntries: 500, outputLength: 1_000 },
] as const;

/** A migration that has not ended after days: what is older than the last hour is thinned as soon as there is this much. */
export const UNFINISHED = {
  olderThanMs: HOUR_MS,
  whenSamples: 20_000,
  samples: 2_000,
  whenLog: 5_000,
  logEntries: 2_000,
} as const;

/** An answer that nobody fetched, and processes that never said good-bye. */
export const SHORT_LIVED_MS = DAY_MS;
export const RUN_EVERY_MS = HOUR_MS;
export { DAY_MS };
