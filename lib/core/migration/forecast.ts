import type { Forecast, MigrationSample } from "../model/migration.ts";
import { QEMU_DEFAULT_DOWNTIME_MS } from "./options.ts";
import { passesFrom } from "./pre-copy-passes.ts";

/** Device state and the switch itself, on top of sending the last pages, ms (measured 32 to 119 on small guests). */
const SWITCH_MS = 60;
/** A pass that leaves more than this of the last one gets nowhere: bandwidth varies by a few percent anyway. */
const NOT_CONVERGING = 0.95;
/** Above this a small change of bandwidth decides whether it ends at all. */
const UNSURE = 0.75;
/**
 * The first dirty rate is taken over the first, longest pass, in which a small working set is dirtied many times and counted once: in shorter
 * passes it may be several times as high. Below this it converges all the same; above it the next measurement is waited for.
 */
const SURE = 0.25;
/** More passes than this are not worth a date. */
const MAX_PASSES = 60;
/** How many of the latest readings the transfer rate is taken from. */
const RATE_WINDOW = 6;

interface Outlook {
  readonly verdict: Forecast["verdict"];
  readonly remainPerPass: number | null;
  readonly restMs: number | null;
  readonly downtimeMs: number | null;
}

/**
 * Where pre-copy is going, from its readings (oldest first): pass n sends what was dirtied during pass n-1, so that the rest shrinks
 * by r = dirty rate / bandwidth each time, until it fits into the downtime limit. QEMU measures the dirty rate at the end of each pass, so that
 * during the first one nothing can be said. `previous` keeps the progress from running backwards.
 */
export function forecast(input: {
  readonly samples: readonly MigrationSample[];
  readonly maxDowntimeMs: number | null;
  readonly previous: Forecast | null;
  /** The guest runs at the destination already: what is left is sent once, and nothing gets dirty any more. */
  readonly inPostCopy?: boolean;
}): Forecast | null {
  const last = input.samples.at(-1);
  if (!last) return input.previous;
  const outlook = input.inPostCopy
    ? lookAtPostCopy(input.samples, last)
    : look(input.samples, last, input.maxDowntimeMs ?? QEMU_DEFAULT_DOWNTIME_MS);
  const end = outlook.restMs === null ? null : Math.round(last.atMs + outlook.restMs);
  return {
    atMs: last.atMs,
    verdict: outlook.verdict,
    remainPerPass: outlook.remainPerPass,
    expectedEndAtMs: end,
    expectedEndToleranceMs: outlook.restMs === null ? null : tolerance(input.samples, outlook.restMs, outlook.remainPerPass ?? 0),
    expectedDowntimeMs: outlook.downtimeMs === null ? null : Math.round(outlook.downtimeMs),
    progress: Math.max(input.previous?.progress ?? 0, progress(last, outlook)),
  };
}

function look(samples: readonly MigrationSample[], last: MigrationSample, limitMs: number): Outlook {
  const rate = meanRate(samples);
  const nothing = { remainPerPass: null, restMs: null, downtimeMs: last.expectedDowntimeMs };
  if (rate <= 0) return { verdict: "measuring", ...nothing };
  const bytesPerMs = rate / 1000;
  const limitBytes = bytesPerMs * limitMs;
  const passMs = last.memoryRemainingBytes / bytesPerMs;
  const diskMs = last.diskRemainingBytes / bytesPerMs;
  if (last.dirtyRateBytesPerSec <= 0) {
    if (last.iteration <= 1) return { verdict: "measuring", ...nothing };
    return { verdict: "converging", remainPerPass: 0, restMs: passMs + diskMs + SWITCH_MS, downtimeMs: SWITCH_MS };
  }
  const remainPerPass = last.dirtyRateBytesPerSec / rate;
  if (last.iteration <= 2 && remainPerPass > SURE) return { verdict: "measuring", ...nothing };
  if (remainPerPass >= NOT_CONVERGING) {
    return {
      verdict: "not-converging",
      remainPerPass,
      restMs: null,
      downtimeMs: largestRest(samples, last) / bytesPerMs + SWITCH_MS,
    };
  }
  const dirtiedMs = last.atMs - passStartedAt(samples, last) + passMs;
  const dirtied = (last.dirtyRateBytesPerSec / 1000) * dirtiedMs;
  // QEMU looks after each pass whether the rest fits: a small rest within a pass says nothing yet.
  const verdict = last.memoryRemainingBytes <= limitBytes && dirtied <= limitBytes ? "finishing" : "converging";
  const { bytes, rest } = passesFrom(last.memoryRemainingBytes, dirtied, { remainPerPass, limitBytes, most: MAX_PASSES + 1 });
  const sentMs = bytes.reduce((sum, sent) => sum + sent, 0) / bytesPerMs;
  const downtimeMs = rest / bytesPerMs + SWITCH_MS;
  return { verdict, remainPerPass, restMs: sentMs + diskMs + downtimeMs, downtimeMs };
}

/** The guest was switched before: there is no downtime to come. */
function lookAtPostCopy(samples: readonly MigrationSample[], last: MigrationSample): Outlook {
  const rate = meanRate(samples);
  const restMs = rate > 0 ? (last.memoryRemainingBytes / rate) * 1000 : null;
  return { verdict: "finishing", remainPerPass: null, restMs, downtimeMs: null };
}

/** Bytes/s over the latest readings, as QEMU measured them; readings without a rate yet do not count. */
function meanRate(samples: readonly MigrationSample[]): number {
  const rates = window(samples).map((sample) => sample.memoryBytesPerSec);
  const seen = rates.filter((rate) => rate > 0);
  return seen.length === 0 ? 0 : seen.reduce((sum, rate) => sum + rate, 0) / seen.length;
}

/** How unsteady the transfer rate is: 0.15 at best, 1 at worst, as a share of the time that is left. */
function spread(samples: readonly MigrationSample[]): number {
  const mean = meanRate(samples);
  const rates = window(samples)
    .map((sample) => sample.memoryBytesPerSec)
    .filter((rate) => rate > 0);
  if (mean <= 0 || rates.length < 2) return 0.5;
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / rates.length;
  return Math.min(1, Math.max(0.15, Math.sqrt(variance) / mean));
}

function window(samples: readonly MigrationSample[]): readonly MigrationSample[] {
  return samples.slice(-RATE_WINDOW);
}

/** ms; the nearer each pass is to the last one, the more a small change of either rate moves the end. */
function tolerance(samples: readonly MigrationSample[], restMs: number, remainPerPass: number): number {
  const share = spread(samples) / Math.max(0.15, 1 - remainPerPass);
  return Math.round(500 + restMs * Math.min(1, share));
}

/** What was left at most in this pass and the one before it: what a stop would have to send, whenever it came. */
function largestRest(samples: readonly MigrationSample[], last: MigrationSample): number {
  const recent = samples.filter(({ iteration }) => iteration >= last.iteration - 1 && iteration > 1);
  return recent.reduce((most, sample) => Math.max(most, sample.memoryRemainingBytes), last.memoryRemainingBytes);
}

/** When the pass that runs now began: the first reading that shows its number. */
function passStartedAt(samples: readonly MigrationSample[], last: MigrationSample): number {
  for (let index = samples.length - 1; index > 0; index--) {
    if (samples[index - 1]?.iteration !== last.iteration) return samples[index]?.atMs ?? last.atMs;
  }
  return samples[0]?.atMs ?? last.atMs;
}

/**
 * Time gone of time needed. While the end is unknown or far from sure (a pass leaves nearly all of the last one), what is sent of what
 * there is, as the first seven tenths; an unsure end never takes it above 0.9: a bar that stands at its end for minutes tells nothing.
 */
function progress(last: MigrationSample, { restMs, remainPerPass }: Outlook): number {
  const unsure = remainPerPass !== null && remainPerPass > UNSURE;
  if (restMs !== null) return clamp(last.elapsedMs / Math.max(1, last.elapsedMs + restMs), unsure ? 0.9 : 0.99);
  const total = last.memoryTotalBytes + last.diskTotalBytes;
  if (total <= 0) return 0;
  const left = last.memoryRemainingBytes + last.diskRemainingBytes;
  return clamp((0.7 * (total - left)) / total, 0.7);
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value));
}
