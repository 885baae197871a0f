import type { Figure, PredictionInputs } from "../../../model/prediction.ts";

const MIB = 1_048_576;
const measured = (value: number): Figure => ({ value, origin: "measured", atMs: 0 });

/** Inputs in MiB and MiB/s, everything measured; two seconds of set-up and none of switching, unless given. */
export function inputsOf(figures: {
  readonly memory: number;
  readonly dirty?: number | null;
  readonly set?: number | null;
  readonly busyShare?: number;
  readonly link?: number | null;
  readonly disk?: number | null;
  readonly setUpMs?: number;
}): PredictionInputs {
  const { memory, dirty = 0, set = null, link = null, disk = null, setUpMs = 2000, busyShare = 1 } = figures;
  return {
    memoryBytes: measured(memory * MIB),
    dirtyRate: dirty === null ? null : { ...measured(dirty * MIB), workingSetBytes: set === null ? null : set * MIB, busyShare },
    linkBytesPerSec: link === null ? null : measured(link * MIB),
    diskBytes: disk === null ? null : measured(disk * MIB),
    setUpMs: measured(setUpMs),
    switchMs: measured(0),
  };
}
