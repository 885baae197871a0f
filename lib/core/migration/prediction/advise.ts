import type { Message } from "../../model/finding.ts";
import type { MigrationMode, MigrationOptions, PolicyOptions } from "../../model/options.ts";
import type { Advice, Prediction, PredictionInputs } from "../../model/prediction.ts";
import { DEFAULT_MIGRATION_OPTIONS, type OptionDomain, optionProblems, QEMU_DEFAULT_DOWNTIME_MS } from "../options.ts";
import { carriedBy } from "./carried.ts";
import { figuresOf, playLive } from "./outcome-of-run.ts";
import { type PredictedDomain, predict } from "./predict.ts";

/** Above this a small change of bandwidth decides whether it ends at all. */
const UNSURE = 0.75;
/** What converges anyway is only improved on by what takes at most this share of its time. */
const WORTHWHILE = 0.7;
/** A standstill that hardly anybody minds, and the longest that is proposed, ms. */
const SHORT_MS = 1000;
const LONGEST_MS = 5000;
/** Beyond what is reckoned, so that a small error does not undo it. */
const MARGIN = 1.25;
const MOST_CHANNELS = 16;

interface Candidate {
  readonly kind: Advice["kind"];
  readonly change: Partial<PolicyOptions>;
  readonly mode: MigrationMode | null;
  readonly reason: (prediction: Prediction) => Message;
}

/**
 * Which change of the options makes a migration end that would not, makes sure of one that may not, or makes it much shorter. Each is tried on the same
 * model. Best first: what costs nobody anything (no own limit, more channels), then a short standstill, post-copy, slowing the guest, a longer
 * standstill, and last moving it suspended. Empty when the choice is good, or when nothing can be said.
 */
export function advise(
  inputs: PredictionInputs,
  options: MigrationOptions,
  domain: PredictedDomain & OptionDomain,
): readonly Advice[] {
  const asChosen = predict(inputs, options, domain);
  if (asChosen.verdict !== "will-not-converge" && asChosen.verdict !== "converges") return [];
  const helps = (prediction: Prediction, kind: Advice["kind"]): boolean => {
    if (prediction.totalMs === null) return false;
    if (asChosen.totalMs === null) return true;
    const muchShorter = prediction.totalMs <= WORTHWHILE * asChosen.totalMs;
    const free = kind === "no-limit" || kind === "channels";
    const unsure = (asChosen.remainPerPass ?? 0) > UNSURE && asChosen.totalHighMs === null;
    return free ? muchShorter || (unsure && prediction.totalHighMs !== null) : unsure && prediction.totalHighMs !== null;
  };
  return candidates(inputs, options).flatMap(({ kind, change, mode, reason }) => {
    const changed = mode === null ? { ...options, ...change } : inMode(options, mode);
    if (optionProblems(changed, domain).length > 0) return [];
    const prediction = predict(inputs, changed, domain);
    return helps(prediction, kind) ? [{ kind, reason: reason(prediction), options: change, mode, prediction }] : [];
  });
}

function candidates(inputs: PredictionInputs, options: MigrationOptions): readonly Candidate[] {
  const say = (key: string, values: Message["values"] = {}): Message => ({ key: `prediction.advice.${key}`, values });
  const downtime = neededDowntimeMs(inputs, options);
  const channels = usefulChannels(inputs, options);
  const moreDowntime = (ms: number): Candidate => ({
    kind: "more-downtime",
    change: { maxDowntimeMs: ms },
    mode: null,
    reason: () => say("more-downtime", { ms }),
  });
  const all: readonly (Candidate | null)[] = [
    options.bandwidthMiBps === null
      ? null
      : {
          kind: "no-limit",
          change: { bandwidthMiBps: null },
          mode: null,
          reason: () => say("no-limit", { limit: options.bandwidthMiBps ?? 0 }),
        },
    channels === null
      ? null
      : {
          kind: "channels",
          change: { parallelConnections: channels },
          mode: null,
          reason: () => say("channels", { count: channels }),
        },
    downtime !== null && downtime <= SHORT_MS ? moreDowntime(downtime) : null,
    options.postCopy === "after-first-pass"
      ? null
      : { kind: "post-copy", change: { postCopy: "after-first-pass" }, mode: null, reason: () => say("post-copy") },
    options.autoConverge
      ? null
      : { kind: "auto-converge", change: { autoConverge: true }, mode: null, reason: () => say("auto-converge") },
    downtime !== null && downtime > SHORT_MS ? moreDowntime(downtime) : null,
    {
      kind: "offline",
      change: {},
      mode: "saved-state",
      reason: ({ downtimeMs }) => say("saved-state", { seconds: Math.round((downtimeMs ?? 0) / 1000) }),
    },
  ];
  return all.filter((candidate) => candidate !== null);
}

/** The standstill that would let this one end, ms, rounded up to a tenth of a second; null where it is none, or longer than anybody should be told. */
function neededDowntimeMs(inputs: PredictionInputs, options: MigrationOptions): number | null {
  const play = playLive(figuresOf(inputs), options);
  if (play?.run.end !== "never") return null;
  const ms = Math.ceil(((play.run.restBytes / play.carried.copying) * MARGIN) / 100) * 100;
  return ms > (options.maxDowntimeMs ?? QEMU_DEFAULT_DOWNTIME_MS) && ms <= LONGEST_MS ? ms : null;
}

/** Only where the link carries more than the channels that there are; null = no gain. */
function usefulChannels(inputs: PredictionInputs, options: MigrationOptions): number | null {
  const link = inputs.linkBytesPerSec?.value ?? null;
  const carried = carriedBy(link, options);
  if (link === null || !carried) return null;
  const now = options.parallelConnections ?? 1;
  const wanted = Math.min(MOST_CHANNELS, Math.ceil(link / 1000 / (carried.channels / now)));
  return wanted > now ? Math.max(2, wanted) : null;
}

/** The same move with the guest suspended: what only a live migration knows falls back to its default. */
function inMode(options: MigrationOptions, mode: MigrationMode): MigrationOptions {
  const { persistent, undefineSource, copiedDisks, diskPaths, nicSources, bandwidthMiBps } = options;
  return {
    ...DEFAULT_MIGRATION_OPTIONS,
    mode,
    persistent,
    undefineSource,
    copiedDisks,
    diskPaths,
    nicSources,
    bandwidthMiBps,
  };
}
