import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** One step that the driver took: a write of the record, or a command on a host. */
export interface DriverStep {
  readonly number: number;
  /** "write queued/preparing", "command hv1 start job" ... */
  readonly what: string;
  /** Which of this name it is in its run, from 1: what it is found by in another run. */
  readonly time: number;
}

/** Where the server died: right before a step, right after its bytes left, or right after it was done and nobody had heard of it. */
export interface CrashPoint {
  readonly moment: "before" | "sent" | "after";
  readonly step: DriverStep;
}

export const traceFileIn = (dataDir: string): string => join(dataDir, "crash-trace");

/** The steps of the run that just was; empties the list. */
export function takeSteps(traceFile: string): DriverStep[] {
  if (!existsSync(traceFile)) return [];
  const lines = readFileSync(traceFile, "utf8").trim().split("\n");
  rmSync(traceFile);
  return toSteps(lines);
}

/** Lines of a trace, "7 write running/pre-copy", as steps. */
export function toSteps(lines: readonly string[]): DriverStep[] {
  const times = new Map<string, number>();
  return lines.flatMap((line) => {
    const [, number, what] = /^(\d+) (.*)$/.exec(line) ?? [];
    if (number === undefined || what === undefined) return [];
    const time = (times.get(what) ?? 0) + 1;
    times.set(what, time);
    return [{ number: Number(number), what, time }];
  });
}

/**
 * Before the first step and after each: between the end of one and the begin of the next nothing is stored and nothing runs. The start of the
 * remote job has a moment more: it left, and no answer came.
 */
export function allPoints(steps: readonly DriverStep[]): CrashPoint[] {
  return steps.flatMap((step, index): CrashPoint[] => [
    ...(index === 0 ? [{ moment: "before", step } as const] : []),
    ...(isStart(step) ? [{ moment: "sent", step } as const] : []),
    { moment: "after", step },
  ]);
}

/** The eight that matter most; throws when a run had no such step. */
export function tellingPoints(steps: readonly DriverStep[]): CrashPoint[] {
  const first = (fits: (what: string) => boolean): DriverStep => {
    const step = steps.find(({ what }) => fits(what));
    if (!step) throw new Error(`the run had no such step: ${steps.map(({ what }) => what).join("; ")}`);
    return step;
  };
  const start = first((what) => what.endsWith("start job"));
  const stored = first((what) => what.startsWith("write"));
  const submitted = first((what) => what.startsWith("write starting"));
  const verifying = first((what) => what.startsWith("write") && what.endsWith("/verifying"));
  const looking = steps.find(({ number, what }) => number > verifying.number && what.startsWith("command")) ?? verifying;
  const settled = first((what) => /^write (succeeded|failed)/.test(what));
  return [
    { moment: "before", step: stored },
    { moment: "after", step: stored },
    { moment: "after", step: submitted },
    { moment: "before", step: start },
    { moment: "sent", step: start },
    { moment: "after", step: start },
    { moment: "after", step: looking },
    { moment: "before", step: settled },
    { moment: "after", step: settled },
  ];
}

function isStart({ what }: DriverStep): boolean {
  return what.endsWith("start job");
}
