import { checkVm } from "../../lab/checker/index.ts";
import { labExec, labReset } from "../../lab/client.ts";
import type { MigrationRecord } from "../../lib/contract/index.ts";
import type { Expected, FaultCell } from "./cell.ts";
import type { FaultConsole } from "./parts/fault-console.ts";
import { openTrial } from "./parts/trial.ts";
import { differences } from "./says-the-same.ts";

export interface CellOutcome {
  readonly cell: Pick<FaultCell, "name" | "rows" | "phase" | "fault">;
  readonly passed: boolean;
  /** The moment of its fault did not come: nothing was shown, so that it neither passed nor failed. */
  readonly notReached?: true;
  /** What came of it, for a person. */
  readonly outcome: string;
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Where the lab's guests are at home decides the direction. */
const FROM = "hv1";
const TO = "hv2";

/** Puts the lab in order, runs one cell, and holds checker, record and expectation against each other. Never throws for what goes wrong in it. */
export async function runCell(virtferry: FaultConsole, cell: FaultCell): Promise<CellOutcome> {
  const begun = performance.now();
  const done = (outcome: string, problems: readonly string[]): CellOutcome => ({
    cell,
    passed: problems.length === 0,
    outcome,
    problems,
    seconds: Math.round((performance.now() - begun) / 1000),
  });
  let last: MigrationRecord | null = null;
  try {
    await labReset();
    await virtferry.settled();
    const trial = await openTrial(virtferry, cell.guest, FROM, TO);
    const expected = await cell.run(trial);
    const report = await checkVm(cell.guest, expected.booted ? { count: 0 } : trial.since);
    last = await trial.record();
    const { judgement, words } = report;
    const found = [...trial.problems, ...judgement.faults.filter((fault) => !expected.mayBe?.test(fault))];
    if (![expected.copies].flat().includes(judgement.copies)) found.push(`expected ${[expected.copies].flat().join(" or ")}`);
    if (expected.on !== undefined && judgement.on !== expected.on) found.push(`expected it on ${expected.on}`);
    if (!last && expected.record) found.push("no migration was begun, so that there is no record of what is expected");
    if (last) found.push(...differences(last, report), ...unlike(last, expected), ...(await leftBehind(last)));
    return done(`${last ? `${inShort(last)}; ` : ""}${words}`, found);
  } catch (error) {
    return done(last ? inShort(last) : "did not come to its end", [error instanceof Error ? error.message : String(error)]);
  }
}

function unlike(record: MigrationRecord, { record: wanted }: Expected): string[] {
  const attention = record.attention?.key.split(".").at(-1) ?? null;
  const rows = [
    ["state", record.state, wanted?.state],
    ["verdict", record.result?.truth.verdict, wanted?.verdict],
    ["failure", record.result?.failure?.code, wanted?.code],
    ["attention", attention, wanted?.attention],
  ] as const;
  return rows.flatMap(([what, is, should]) =>
    should === undefined || [should].flat().includes(is ?? "none")
      ? []
      : [`${what} ${is ?? "none"}, expected ${[should].flat().join(" or ")}`],
  );
}

/** An ended migration leaves no folder of its jobs on a host. */
async function leftBehind(record: MigrationRecord): Promise<string[]> {
  if (record.endedAtMs === null) return [];
  const looks = [FROM, TO].map(async (host) => {
    const { stdout } = await labExec(host, ["sh", "-c", "ls /root/.cache/virtferry/jobs 2>/dev/null"]);
    return stdout.includes(record.id.replace("_", "-")) || stdout.includes(record.id)
      ? [`${host} keeps a folder of its job`]
      : [];
  });
  return (await Promise.all(looks)).flat();
}

/** State, verdict and failure of a record. */
export function inShort({ state, result }: MigrationRecord): string {
  const { failure } = result ?? {};
  const words = failure?.code === "not-started" ? `${failure.code} (${failure.meaning.key.split(".").at(-1)})` : failure?.code;
  return [state, result?.truth.verdict, words].filter((word) => word !== undefined).join(", ");
}
