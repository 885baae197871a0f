import type { MigrationOptions } from "../../model/options.ts";
import type { PredictionInputs } from "../../model/prediction.ts";
import { QEMU_DEFAULT_DOWNTIME_MS } from "../options.ts";
import { type Carried, carriedBy } from "./carried.ts";
import { type PreCopyRun, runPreCopy } from "./pre-copy-run.ts";

/** Sizes and rates, each a plain number: what one play of the model needs. */
export interface Figures {
  readonly memoryBytes: number;
  readonly dirtyBytesPerSec: number;
  readonly workingSetBytes: number | null;
  /** Of its busiest CPU, above 0 to 1. */
  readonly busyShare: number;
  readonly linkBytesPerSec: number | null;
  readonly diskBytes: number;
  readonly setUpMs: number;
  readonly switchMs: number;
}

/** A live migration as the model plays it. */
export interface LiveRun {
  readonly carried: Carried;
  readonly disksMs: number;
  readonly run: PreCopyRun;
  /** From the start to the end, set-up and switch among it. */
  readonly totalMs: number;
  /** While the guest runs nowhere. */
  readonly downtimeMs: number;
  readonly transferredBytes: number;
  /** What each pass leaves of the one before it. */
  readonly remainPerPass: number;
}

/** Device state and the switch itself, beside the last pages, ms (measured 80 to 190 on small guests, on a busy machine). */
const STOP_MS = 100;
const LEAST_BUSY = 0.01;

/** The middle of each figure, as one play of the model takes them. */
export function figuresOf(inputs: PredictionInputs): Figures {
  return {
    memoryBytes: inputs.memoryBytes.value,
    dirtyBytesPerSec: inputs.dirtyRate?.value ?? 0,
    workingSetBytes: inputs.dirtyRate?.workingSetBytes ?? null,
    busyShare: Math.min(1, Math.max(LEAST_BUSY, inputs.dirtyRate?.busyShare ?? 1)),
    linkBytesPerSec: inputs.linkBytesPerSec?.value ?? null,
    diskBytes: inputs.diskBytes?.value ?? 0,
    setUpMs: inputs.setUpMs.value,
    switchMs: inputs.switchMs.value,
  };
}

/** Plays a live migration through: disks first, then memory; both share the link. Null when nothing is known of the link. */
export function playLive(figures: Figures, options: MigrationOptions): LiveRun | null {
  const carried = carriedBy(figures.linkBytesPerSec, options);
  if (!carried) return null;
  const copied = options.storageCopy === "none" ? 0 : figures.diskBytes;
  const disksMs = copied / carried.copying;
  const run = runPreCopy(
    {
      startMs: disksMs,
      memoryBytes: figures.memoryBytes,
      dirtyBytesPerMs: figures.dirtyBytesPerSec / 1000,
      workingSetBytes: figures.workingSetBytes,
      busyShare: figures.busyShare,
      carried,
      limitMs: options.maxDowntimeMs ?? QEMU_DEFAULT_DOWNTIME_MS,
    },
    options,
  );
  const sent = run.passes.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    carried,
    disksMs,
    run,
    totalMs: figures.setUpMs + run.endMs + run.restMs + figures.switchMs,
    downtimeMs: STOP_MS + run.standstillMs,
    transferredBytes: copied + sent + run.restBytes,
    remainPerPass: figures.dirtyBytesPerSec / 1000 / carried.copying,
  };
}
