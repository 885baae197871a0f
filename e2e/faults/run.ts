import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { labReset, labStatus } from "../../lab/client.ts";
import { labDown, labUp, whyNoLab } from "../../scripts/parts/lab.ts";
import { choose, inWords, readArguments } from "./arguments.ts";
import { CELLS } from "./cells/index.ts";
import { runCrashPoints } from "./crash/run-points.ts";
import { documentOf } from "./document.ts";
import { openFaultConsole } from "./parts/fault-console.ts";
import { countsOf, lineOf, matrixOf } from "./report.ts";
import { readReport, worthKeeping, writeReport } from "./report-file.ts";
import { type CellOutcome, runCell } from "./run-cell.ts";

/**
 * `npm run test:faults -- [--quick] [--only NAME,...] [--list] [--report FILE] [--again FILE] [--document FILE]`: the matrix of phases and faults, with the real server
 * and real hosts. Brings the lab that VIRTFERRY_LAB names up, and down again if it was not there. Ends with `N passed, N failed`; exit code 1 if
 * anything failed; a crash whose step did not come is counted as "not reached" and shows nothing. `--report` writes the counts as JSON, `--document` the matrix as a page;
 * `--again` takes over what passed in an earlier report and runs the rest.
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
const earlier = asked.again === undefined ? null : readReport(asked.again);
const kept = earlier ? worthKeeping(earlier) : { outcomes: [], scenarios: [] };
const outcomes: CellOutcome[] = [...kept.outcomes];
const finished: string[] = [...kept.scenarios];
const secondsSoFar = () => Math.round((Date.now() - begun) / 1000) + (earlier?.seconds ?? 0);
// At each one: a run that is broken off leaves what it saw.
const report = () => asked.report && writeReport(asked.report, { outcomes, scenarios: finished, seconds: secondsSoFar() });
const note = (outcome: CellOutcome) => {
  outcomes.push(outcome);
  say(lineOf(outcome));
  report();
};
await labReset();
let virtferry = await openFaultConsole();
for (const cell of cells.filter(({ name }) => !kept.outcomes.some((one) => one.cell.name === name))) {
  const outcome = await runCell(virtferry, cell);
  note(outcome);
  if (!outcome.passed) virtferry = await freshConsole();
}
for (const scenario of scenarios.filter(({ name }) => !finished.includes(name))) {
  for await (const outcome of runCrashPoints(virtferry, scenario, asked.quick)) note(outcome);
  finished.push(scenario.name);
  report();
}
await virtferry.end();

const seconds = secondsSoFar();
const { passed, failed, "not-reached": notReached } = countsOf(outcomes);
const isWhole = CELLS.every(({ name }) => outcomes.some(({ cell }) => cell.name === name));
const matrix = matrixOf(outcomes, isWhole);
say(`\n${matrix}\n\n${passed} passed, ${failed} failed${notReached > 0 ? `, ${notReached} not reached` : ""}, ${seconds} s`);
if (asked.document) {
  const before = existsSync(asked.document) ? readFileSync(asked.document, "utf8") : "";
  writeFileSync(
    asked.document,
    await documentOf({ outcomes: inTableOrder(outcomes), matrix, seconds, what: inWords(asked, kept.outcomes.length) }, before),
  );
}
const isDown = wasUp ? await labReset().then(() => true) : await labDown(lab);
process.exit(failed === 0 && isDown ? 0 : 1);

/** What was taken over from an earlier run and what was run now, in the table's order; crash points at its end, as they came. */
function inTableOrder(all: readonly CellOutcome[]): readonly CellOutcome[] {
  const placeOf = ({ cell }: CellOutcome) => {
    const place = CELLS.findIndex(({ name }) => name === cell.name);
    return place < 0 ? CELLS.length : place;
  };
  return all.toSorted((left, right) => placeOf(left) - placeOf(right));
}

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
