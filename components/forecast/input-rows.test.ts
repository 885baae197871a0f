import { expect, it } from "vitest";
import type { Figure, PredictionInputs } from "@/lib/contract/index.ts";
import { inputRows } from "./input-rows.ts";

const figure = (value: number): Figure => ({ value, origin: "read", atMs: null });
const inputs: PredictionInputs = {
  memoryBytes: figure(1),
  dirtyRate: null,
  linkBytesPerSec: null,
  diskBytes: null,
  setUpMs: figure(4),
  switchMs: figure(5),
};

it("names the figures that are not known, but disks only where some are copied", () => {
  expect(inputRows(inputs).map(({ name, figure }) => [name, figure?.value ?? null])).toEqual([
    ["memoryBytes", 1],
    ["dirtyRate", null],
    ["link", null],
    ["setUp", 4],
    ["switch", 5],
  ]);
  const more = inputRows({ ...inputs, dirtyRate: { ...figure(2), workingSetBytes: 7 }, diskBytes: figure(3) });
  expect(more.map((row) => row.name)).toContain("diskBytes");
  expect(more.find((row) => row.name === "dirtyRate")).toMatchObject({ workingSetBytes: 7, unit: "rate" });
});
