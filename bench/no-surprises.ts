import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type LabRig, openLabRig } from "../server/migrations/test-support/lab-rig.ts";
import { documentOf } from "./no-surprises/document.ts";
import { drawCases } from "./no-surprises/draw.ts";
import type { CaseResult } from "./no-surprises/outcome.ts";
import { confusionTable, isDefect, lineOf } from "./no-surprises/report.ts";
import { runCase } from "./no-surprises/run-case.ts";
import { startAfresh } from "./no-surprises/surroundings.ts";

/**
 * Preflight's verdict against what then happens, over random cases of a seed: VM, direction, mode, options, trouble. A pass is run by the product, a
 * block is tried by plain virsh. `--cases N --seed N`; `--only 3,17` runs these of them alone; `--keep FILE` keeps the results, so that a later run
 * of some cases (after a mend, or a break) puts its own in their place; `--write` makes docs/no-surprises.md of it all.
 */
const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "100" },
    seed: { type: "string", default: "20261121" },
    only: { type: "string" },
    keep: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed);
const only = values.only?.split(",").map(Number);
const cases = drawCases(seed, Number(values.cases)).filter(({ index }) => only === undefined || only.includes(index));

console.log(`seed ${seed}, ${cases.length} cases`);
await startAfresh();
const real = await openLabRig("real");
let bold: LabRig | undefined;
const kept = values.keep && existsSync(values.keep) ? (JSON.parse(readFileSync(values.keep, "utf8")) as CaseResult[]) : [];
const results = kept.filter(({ index }) => !cases.some((one) => one.index === index));
const notCarriedOut: number[] = [];
try {
  for (const one of cases) {
    const { move, trouble, toward } = one;
    try {
      const result = await runCase({ real, bold: async () => (bold ??= await openLabRig("agreeing")) }, one);
      results.push(result);
      console.log(lineOf(result));
      if (values.keep) writeFileSync(values.keep, JSON.stringify(results));
    } catch (error) {
      notCarriedOut.push(one.index);
      console.log(`${one.index} NOT CARRIED OUT: ${move.guest} ${move.name} ${toward} ${trouble.name}: ${String(error)}`);
      await startAfresh();
    }
  }
} finally {
  await real.close();
  await bold?.close();
  await startAfresh();
}
results.sort((a, b) => a.index - b.index);
console.log(`\n${confusionTable(results)}\n`);
const defects = results.filter(isDefect).length;
console.log(`${defects} wrong; ${notCarriedOut.length} not carried out`);
if (values.write)
  writeFileSync(new URL("../docs/no-surprises.md", import.meta.url), documentOf(seed, Number(values.cases), results));
process.exitCode = defects > 0 ? 1 : 0;
