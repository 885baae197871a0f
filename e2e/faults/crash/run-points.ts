import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Baseline, checkVm, takeBaseline } from "../../../lab/checker/index.ts";
import { labGuest, labReset } from "../../../lab/client.ts";
import type { MigrationRecord } from "../../../lib/contract/index.ts";
import { prepareRequest } from "../../support/start-migration.ts";
import type { FaultConsole } from "../parts/fault-console.ts";
import { type CellOutcome, inShort } from "../run-cell.ts";
import { differences } from "../says-the-same.ts";
import type { CrashScenario } from "./scenarios.ts";
import { allPoints, type CrashPoint, type DriverStep, takeSteps, tellingPoints, traceFileIn } from "./steps.ts";

const CRASH_SERVER = "server/test-support/crash/crash-server.ts";
/** A server that does not answer any more dies within this. */
const DIES_WITHIN_MS = 60_000;
/** What a migration does after its end is stored (its folder on the host, its lock) is over by then. */
const AFTER_END_MS = 4_000;
const ENDS_WITHIN_MS = 90_000;

/** Kills the server with -9 at steps of one migration, starts the plain one again each time, and looks at what comes of it. */
export async function* runCrashPoints(
  virtferry: FaultConsole,
  scenario: CrashScenario,
  quick: boolean,
): AsyncGenerator<CellOutcome> {
  const begun = performance.now();
  let steps: readonly DriverStep[];
  try {
    await labReset();
    steps = await stepsOf(virtferry, scenario);
  } catch (error) {
    const cell = {
      name: `crash-${scenario.name}`,
      rows: [19, 20],
      phase: "any",
      fault: `${scenario.says}: undisturbed`,
    } as const;
    const problems = [error instanceof Error ? error.message : String(error)];
    yield { cell, passed: false, outcome: "its steps are not known", problems, seconds: secondsSince(begun) };
    return;
  }
  for (const point of quick ? tellingPoints(steps) : allPoints(steps)) {
    const outcome = await runPoint(virtferry, scenario, point);
    yield outcome.notReached ? await runPoint(virtferry, scenario, point) : outcome;
  }
}

/** A run that nobody disturbs, for its steps. */
async function stepsOf(virtferry: FaultConsole, scenario: CrashScenario): Promise<DriverStep[]> {
  await restart(virtferry, "");
  takeSteps(traceFileIn(virtferry.dataDir));
  await press(virtferry, scenario);
  await allEnded(virtferry);
  await sleep(AFTER_END_MS);
  return takeSteps(traceFileIn(virtferry.dataDir));
}

async function runPoint(virtferry: FaultConsole, scenario: CrashScenario, { moment, step }: CrashPoint): Promise<CellOutcome> {
  const begun = performance.now();
  const problems: string[] = [];
  let outcome = "did not come to its end";
  let reached = false;
  try {
    if (!(await isInOrder(scenario))) await labReset();
    await restart(virtferry, `${moment} ${step.time} ${step.what}`);
    const since = await takeBaseline(scenario.guest);
    const pressedAtMs = Date.now();
    await press(virtferry, scenario);
    reached = await diesOrEnds(virtferry);
    takeSteps(traceFileIn(virtferry.dataDir));
    if (!reached) await virtferry.stop();
    await virtferry.startAgain();
    await allEnded(virtferry);
    const { record, words, faults } = await look(virtferry, scenario, since, pressedAtMs);
    problems.push(...faults);
    outcome = `${record ? inShort(record) : "no record was stored"}; ${words}`;
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    await virtferry.crash();
    await labReset();
    await virtferry.startAgain();
  }
  // A run may take a step more or less of a name: one that ended without it shows nothing of a crash.
  const isShown = reached || problems.length > 0;
  return {
    ...(isShown ? {} : { notReached: true as const }),
    cell: {
      name: `crash-${scenario.name}-${moment}-${step.number}`,
      rows: [19, 20],
      phase: "any",
      fault: `${scenario.says}: console killed with -9 ${WHEN[moment]} step ${step.number}, ${step.what}${step.time > 1 ? ` (no. ${step.time})` : ""}`,
    },
    passed: isShown && problems.length === 0,
    outcome: isShown ? outcome : `this run had no such step; ${outcome}`,
    problems,
    seconds: secondsSince(begun),
  };
}

const secondsSince = (begun: number) => Math.round((performance.now() - begun) / 1000);

/** True when it killed itself; false when the migration ended without that. A kill after the last write comes right after the end. */
async function diesOrEnds(virtferry: FaultConsole): Promise<boolean> {
  const died = virtferry.gone().then(() => true);
  const ended = allEnded(virtferry).then(
    () => sleep(AFTER_END_MS, false),
    () => sleep(DIES_WITHIN_MS, false),
  );
  return Promise.race([died, ended]);
}

const WHEN: Readonly<Record<CrashPoint["moment"], string>> = { before: "before", sent: "in the middle of", after: "after" };

async function restart(virtferry: FaultConsole, crash: string): Promise<void> {
  await virtferry.stop();
  const env = { VIRTFERRY_CRASH: crash, VIRTFERRY_CRASH_TRACE: traceFileIn(virtferry.dataDir) };
  await virtferry.startAgain({ entry: CRASH_SERVER, env });
  await virtferry.settled();
}

/** From wherever the guest is to the other host. The server may die before it answers. */
async function press({ client }: FaultConsole, { guest, options }: CrashScenario): Promise<void> {
  const { uuid, host: from } = await labGuest(guest);
  const to = from === "hv1" ? "hv2" : "hv1";
  const request = await prepareRequest({ client }, { uuid, from: from ?? "", to, options });
  try {
    await client.call("POST", "/migrations", { request, idempotencyKey: randomUUID() });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

async function allEnded({ client }: FaultConsole): Promise<void> {
  for (const deadline = Date.now() + ENDS_WITHIN_MS; ; await sleep(150)) {
    const open = (await client.call<readonly MigrationRecord[]>("GET", "/migrations")).filter(
      ({ endedAtMs }) => endedAtMs === null,
    );
    if (open.length === 0) return;
    if (Date.now() > deadline) throw new Error(`never ended: ${open.map(({ state, phase }) => `${state}, ${phase}`).join("; ")}`);
  }
}

async function look({ client }: FaultConsole, { guest, isRunning }: CrashScenario, since: Baseline, pressedAtMs: number) {
  const { uuid } = await labGuest(guest);
  const records = await client.call<readonly MigrationRecord[]>("GET", `/migrations?domainUuid=${uuid}`);
  const record = records.find(({ createdAtMs }) => createdAtMs >= pressedAtMs - 1_000);
  const report = await checkVm(guest, isRunning ? since : { count: 0 });
  const wanted = isRunning ? "one-running" : "none";
  const faults = [...report.judgement.faults, ...(record ? differences(record, report) : [])];
  if (report.judgement.copies !== wanted) faults.push(`expected ${wanted}`);
  return { record, words: report.words, faults };
}

/** Where one point left the guest, the next may begin. */
async function isInOrder({ guest, isRunning, options }: CrashScenario): Promise<boolean> {
  const { seenOn, state } = await labGuest(guest);
  return options.copiedDisks === undefined && seenOn.length === 1 && state === (isRunning ? "running" : "shut off");
}
