import { writeFileSync } from "node:fs";
import { labReset, labStatus } from "../../lab/client.ts";
import { labDown, labUp, whyNoLab } from "../../scripts/parts/lab.ts";
import { choose, readArguments } from "./arguments.ts";
import { runCrashPoints } from "./crash/run-points.ts";
import { documentOf } from "./document.ts";
import { openFaultConsole } from "./parts/fault-console.ts";
import { lineOf, matrixOf } from "./report.ts";
import { type CellOutcome, runCell } from "./run-cell.ts";

/**
 * `npm run test:faults -- [--quick] [--only NAME,...] [--list] [--report FILE] [--document FILE]`: the matrix of phases and faults, with the real server
 * and real hosts. Brings the lab that VIRTFERRY_LAB names up, and down again if it was not there. Ends with `N passed, N failed`; exit code 1 if
 * anything failed. `--report` writes the counts as JSON, `--document` the matrix as a page.
 */
const asked = readArguments(process.argv.slice(2));
const { cells, scenarios } = choose(asked);
const say = (text: string) => process.stdout.write(`${text}\n`);

if (asked.list) {
  for (const { name, rows, phase, fault, quick } of cells)
    say(`${name.padEnd(30)} ${rows.join("+").padEnd(6)} ${phase.padEnd(11)}${quick ? "quick " : "      "}${fault}`);
  for (const { name, says, quick } of scenarios)
    say(`${`crash-${name}`.padEnd(30)} 19+20  any        ${quick ? "quick " : "      "}killed with -9 at each step: ${says}`);
  process.exit(0);
}
if (cells.length + scenarios.length === 0) fail(2, `no such cell: ${asked.only.join(", ")}; --list shows them`);
const why = whyNoLab();
if (why) fail(3, why);
process.env.VIRTFERRY_LAB ??= "faults";
const lab = process.env.VIRTFERRY_LAB;
const wasUp = (await labStatus()).up;
if (!wasUp && !(await labUp(lab))) fail(1, "the lab did not come up");

const begun = Date.now();
const outcomes: CellOutcome[] = [];
const note = (outcome: CellOutcome) => {
  outcomes.push(outcome);
  say(lineOf(outcome));
};
await labReset();
let virtferry = await openFaultConsole();
for (const cell of cells) {
  const outcome = await runCell(virtferry, cell);
  note(outcome);
  if (!outcome.passed) virtferry = await freshConsole();
}
for (const scenario of scenarios) for await (const outcome of runCrashPoints(virtferry, scenario, asked.quick)) note(outcome);
await virtferry.end();

const seconds = Math.round((Date.now() - begun) / 1000);
const passed = outcomes.filter((outcome) => outcome.passed).length;
const failed = outcomes.length - passed;
const matrix = matrixOf(outcomes, !asked.quick && asked.only.length === 0);
say(`\n${matrix}\n\n${passed} passed, ${failed} failed, ${seconds} s`);
if (asked.report)
  writeFileSync(
    asked.report,
    JSON.stringify(
      { passed, failed, failures: outcomes.filter((outcome) => !outcome.passed).map(lineOf), seconds, outcomes },
      null,
      2,
    ),
  );
if (asked.document) writeFileSync(asked.document, await documentOf({ outcomes, matrix, seconds }));
const isDown = wasUp ? await labReset().then(() => true) : await labDown(lab);
process.exit(failed === 0 && isDown ? 0 : 1);

/** A cell that failed may have left a migration that never ends: the next begins with a console of its own. */
async function freshConsole() {
  await virtferry.end();
  await labReset();
  return openFaultConsole();
}

function fail(code: number, words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(code);
}
