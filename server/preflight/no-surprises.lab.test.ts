import { afterAll, beforeAll, expect, it } from "vitest";
import { drawCases } from "../../bench/no-surprises/draw.ts";
import { isDefect, lineOf } from "../../bench/no-surprises/report.ts";
import { runCase } from "../../bench/no-surprises/run-case.ts";
import { startAfresh } from "../../bench/no-surprises/surroundings.ts";
import { labReset } from "../../lab/client.ts";
import { type LabRig, openLabRig } from "../migrations/test-support/lab-rig.ts";

/** A small sample of `bench/no-surprises`: what preflight passes succeeds, what it blocks would not have. */
const SEED = 47;
const CASES = 8;

let real: LabRig;
let bold: LabRig | undefined;

beforeAll(async () => {
  await startAfresh();
  real = await openLabRig("real");
});
afterAll(async () => {
  await real?.close();
  await bold?.close();
  await labReset();
});

const rows = drawCases(SEED, CASES).map((one) => ({ ...one, what: `${one.move.guest}, ${one.move.name}, ${one.trouble.name}` }));

it.each(rows)("$index: $what", async (one) => {
  const result = await runCase({ real, bold: async () => (bold ??= await openLabRig("agreeing")) }, one);
  expect(isDefect(result), lineOf(result)).toBe(false);
});
