import type { Domain } from "../../model/domain.ts";
import type { Message } from "../../model/finding.ts";
import type { MigrationOptions } from "../../model/options.ts";
import type { Prediction, PredictionInputs } from "../../model/prediction.ts";
import { carriedBy } from "./carried.ts";
import { predictedCurve } from "./curve.ts";
import { figuresOf, type LiveRun, playLive } from "./outcome-of-run.ts";
import { predictFiles } from "./predict-files.ts";
import { totalRange } from "./range.ts";

/** A guest that writes at more than this share of the bandwidth may just as well not come to an end. */
const NEARLY = 0.75;
const LITTLE = 0.1;

/** What a prediction needs of the domain. */
export type PredictedDomain = Pick<Domain, "state">;

/** What the model cannot do without and does not have. */
export function missingInputs(
  inputs: PredictionInputs,
  options: MigrationOptions,
  domain: PredictedDomain,
): readonly ("dirty-rate" | "bandwidth")[] {
  const noLink = carriedBy(inputs.linkBytesPerSec?.value ?? null, options) === null;
  const sends = options.mode === "live" || options.mode === "saved-state" || (inputs.diskBytes?.value ?? 0) > 0;
  return [
    ...(options.mode === "live" && writes(domain) && inputs.dirtyRate === null ? (["dirty-rate"] as const) : []),
    ...(noLink && sends ? (["bandwidth"] as const) : []),
  ];
}

/**
 * What is to be expected of a migration with these options: V0, D, W, B and L of the model of pre-copy, played through. Says nothing where a figure is
 * missing, but the least that it will take. Times in ms from the request to the checked end.
 */
export function predict(inputs: PredictionInputs, options: MigrationOptions, domain: PredictedDomain): Prediction {
  if (options.mode !== "live") return predictFiles(inputs, options);
  const missing = missingInputs(inputs, options, domain);
  const play = playLive(figuresOf(inputs), options);
  if (!play || missing.length > 0) return unknown(play, missing.includes("bandwidth"));
  const { run } = play;
  const ends = run.end !== "never" && run.end !== "aborted";
  const range = ends ? totalRange(inputs, options) : { lowMs: null, highMs: null };
  const copied = options.storageCopy === "none" ? 0 : (inputs.diskBytes?.value ?? 0);
  return {
    verdict: ends ? "converges" : "will-not-converge",
    reason: reasonOf(play, options),
    totalMs: ends ? Math.round(play.totalMs) : null,
    totalLowMs: range.lowMs,
    totalHighMs: range.highMs,
    iterations: ends ? run.passes.length + (run.end === "switched" ? 1 : 0) : null,
    // For one that does not end: how long the guest would stand still if it were stopped all the same.
    downtimeMs: Math.round(play.downtimeMs),
    transferredBytes: ends ? Math.round(play.transferredBytes) : null,
    remainPerPass: play.remainPerPass,
    curve: predictedCurve(play, inputs.setUpMs.value, copied),
  };
}

/** A paused guest dirties nothing, and one that is off neither. */
function writes({ state }: PredictedDomain): boolean {
  return state === "running" || state === "blocked" || state === "no-state";
}

function unknown(play: LiveRun | null, noBandwidth: boolean): Prediction {
  return {
    verdict: "unknown",
    reason: { key: `prediction.reasons.${noBandwidth ? "no-bandwidth" : "no-dirty-rate"}` },
    totalMs: null,
    totalLowMs: play ? Math.round(play.totalMs) : null,
    totalHighMs: null,
    iterations: null,
    downtimeMs: null,
    transferredBytes: null,
    remainPerPass: null,
    curve: [],
  };
}

function reasonOf({ run, remainPerPass, carried }: LiveRun, options: MigrationOptions): Message {
  const percent = Math.round(remainPerPass * 100);
  const say = (key: string, values: Message["values"] = {}): Message => ({ key: `prediction.reasons.${key}`, values });
  switch (run.end) {
    case "never": {
      const sent = carried.copying * 1000;
      const rates = { dirty: mibPerSec(sent * remainPerPass), sent: mibPerSec(sent) };
      if (options.autoConverge) return say("throttle-not-enough", rates);
      return say(options.postCopy === "by-hand" ? "by-hand-only" : "too-busy", rates);
    }
    case "aborted":
      return say("time-limit", { seconds: Math.round(run.endMs / 1000) });
    case "post-copy":
      return say("post-copy", { seconds: Math.round(run.restMs / 1000) });
    case "suspended":
      return say("suspended", { seconds: Math.round(run.endMs / 1000) });
    case "switched":
      if (run.throttlePercent > 0) return say("throttled", { throttle: run.throttlePercent });
      if (remainPerPass <= LITTLE) return say("quiet");
      if (remainPerPass >= 1) return say("fits", { ms: Math.round(run.restBytes / carried.copying) });
      return say(remainPerPass > NEARLY ? "nearly" : "shrinks", { percent });
  }
}

/** Whole MiB/s from ten on, tenths below. */
function mibPerSec(bytesPerSec: number): number {
  const mib = bytesPerSec / 2 ** 20;
  return mib >= 10 ? Math.round(mib) : Math.round(mib * 10) / 10;
}
