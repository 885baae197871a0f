import type { MigrationOptions } from "../../model/options.ts";
import type { Figure, PredictionInputs } from "../../model/prediction.ts";
import { type Figures, figuresOf, playLive } from "./outcome-of-run.ts";

const SAMPLE_BYTES = 2 * 1_048_576;
/** How long page sampling looked, all its periods together, s: rough, for the spread only. */
const SAMPLED_S = 4;

/** How far a figure may be off, as a share of it, by where it comes from. */
const SPREAD: Readonly<Record<"memory" | "link" | "time", Readonly<Record<Figure["origin"], number>>>> = {
  memory: { measured: 0.1, learned: 0.15, read: 0.25, assumed: 0.4 },
  link: { measured: 0.05, learned: 0.2, read: 0.2, assumed: 0.3 },
  time: { measured: 0.3, learned: 0.3, read: 0.5, assumed: 0.6 },
};

/** The shortest and the longest that the figures allow, ms. High null = it may also not end at all. */
export interface TotalRange {
  readonly lowMs: number | null;
  readonly highMs: number | null;
}

/** Plays the model with every figure at its better and at its worse end. */
export function totalRange(inputs: PredictionInputs, options: MigrationOptions): TotalRange {
  const [low, high] = [playLive(shifted(inputs, -1), options), playLive(shifted(inputs, 1), options)];
  const ends = (play: ReturnType<typeof playLive>) => (play && play.run.end !== "never" ? Math.round(play.totalMs) : null);
  return { lowMs: ends(low), highMs: ends(high) };
}

/** `side` -1 = everything goes well, 1 = everything goes badly. */
function shifted(inputs: PredictionInputs, side: -1 | 1): Figures {
  const middle = figuresOf(inputs);
  const memory = SPREAD.memory[inputs.memoryBytes.origin];
  const link = SPREAD.link[inputs.linkBytesPerSec?.origin ?? "assumed"];
  const time = SPREAD.time[inputs.setUpMs.origin];
  const dirty = dirtySpread(middle.dirtyBytesPerSec);
  return {
    ...middle,
    memoryBytes: middle.memoryBytes * (1 + side * memory),
    dirtyBytesPerSec: Math.max(0, middle.dirtyBytesPerSec * (1 + side * dirty)),
    workingSetBytes: middle.workingSetBytes === null ? null : middle.workingSetBytes * (1 + side * dirty),
    linkBytesPerSec: middle.linkBytesPerSec === null ? null : middle.linkBytesPerSec * (1 - side * link),
    setUpMs: middle.setUpMs * (1 + side * time),
    switchMs: middle.switchMs * (1 + side * time),
  };
}

/** A sampled rate is as good as the number of samples that it rests on. */
function dirtySpread(bytesPerSec: number): number {
  const hits = (bytesPerSec * SAMPLED_S) / SAMPLE_BYTES;
  return Math.min(0.5, Math.max(0.1, 1 / Math.sqrt(Math.max(1, hits))));
}
