import type { Figure, PredictionInputs } from "@/lib/contract/index.ts";

/** One figure that a forecast rests on. */
export interface InputRow {
  readonly name: "memoryBytes" | "dirtyRate" | "link" | "diskBytes" | "setUp" | "switch";
  readonly unit: "bytes" | "rate" | "ms";
  /** Null = not known. */
  readonly figure: Figure | null;
  /** Of the dirty rate, when it is seen to stay within a set: bytes. */
  readonly workingSetBytes: number | null;
}

/** The figures in the order that they are shown. Disks only where some are copied; the others are named although unknown. */
export function inputRows(inputs: PredictionInputs): readonly InputRow[] {
  const row = (name: InputRow["name"], unit: InputRow["unit"], figure: Figure | null): InputRow => ({
    name,
    unit,
    figure,
    workingSetBytes: null,
  });
  return [
    row("memoryBytes", "bytes", inputs.memoryBytes),
    { ...row("dirtyRate", "rate", inputs.dirtyRate), workingSetBytes: inputs.dirtyRate?.workingSetBytes ?? null },
    row("link", "rate", inputs.linkBytesPerSec),
    ...(inputs.diskBytes ? [row("diskBytes", "bytes", inputs.diskBytes)] : []),
    row("setUp", "ms", inputs.setUpMs),
    row("switch", "ms", inputs.switchMs),
  ];
}
