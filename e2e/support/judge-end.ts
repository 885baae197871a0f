import { setTimeout as sleep } from "node:timers/promises";
import { type Baseline, type CheckReport, checkVm } from "../../lab/checker/index.ts";
import type { KernelCrash } from "../../lab/checker/kernel-crash.ts";
import type { MigrationRecord } from "../../lib/contract/index.ts";
import { differences } from "../faults/says-the-same.ts";
import { harmedByEmulator } from "./harmed-by-emulator.ts";

/** How long hosts may take to come to rest after all is healed, ms. */
const REST_MS = 45_000;

/** What was asked for. */
export interface Asked {
  readonly guest: string;
  /** Its power before, and what it is to be after. */
  readonly isRunning: boolean;
  readonly from: string;
  readonly to: string;
  readonly since: Baseline;
}

export interface Verdict {
  /** What the checker saw, in a line. */
  readonly words: string;
  /** How far the guest had counted. */
  readonly count: number;
  /** All that must never be: two copies, none, a broken disk, a report that is not true. */
  readonly violations: readonly string[];
  /** The VM is as before, on one of the two hosts: the next migration can begin. */
  readonly isSound: boolean;
  /** Safe, and told as it is, but not over without a person. */
  readonly needsPerson: boolean;
  /** Evidence that the emulator harmed the guest, and nothing else was wrong (`harmedByEmulator`); counted apart, not among the violations. */
  readonly harmed: string | null;
}

/**
 * Looks at the VM with the checker that knows nothing of VirtFerry, until all is at rest, and holds the record against what it saw.
 * `mayEndTheVm`: what was done to it may have taken its power. `findCrashes`: what the guest's kernel wrote of a crash where it had arrived.
 */
export async function judgeEnd(
  asked: Asked,
  record: MigrationRecord,
  mayEndTheVm: boolean,
  findCrashes: () => Promise<readonly KernelCrash[]>,
): Promise<Verdict> {
  let seen = await checkVm(asked.guest, asked.since);
  const wrongNow = () => wrongWith(asked, seen, record, mayEndTheVm);
  const harmedNow = async () =>
    wrongNow().length > 0 ? harmedByEmulator(wrongNow(), seen.judgement, await findCrashes()) : null;
  let harmed = await harmedNow();
  for (const deadline = Date.now() + REST_MS; seen.judgement.faults.length > 0 && harmed === null && Date.now() < deadline; ) {
    await sleep(2_000);
    seen = await checkVm(asked.guest, asked.since);
    harmed = await harmedNow();
  }
  const { copies, on, knownOn, faults } = seen.judgement;
  const isOver = record.endedAtMs !== null;
  const isHere = knownOn.length === 1 && (knownOn[0] === asked.from || knownOn[0] === asked.to);
  const hasPower = asked.isRunning ? copies === "one-running" && on === knownOn[0] : copies === "none";
  return {
    words: seen.words,
    count: seen.picture.count,
    violations: harmed === null ? wrongNow() : [],
    harmed,
    needsPerson:
      !isOver ||
      record.result?.truth.verdict === "needs-attention" ||
      (asked.isRunning && isOffByRights(asked, seen, mayEndTheVm)),
    isSound: isOver && isHere && hasPower && faults.length === 0,
  };
}

function isOffByRights({ isRunning }: Asked, { judgement: { copies } }: CheckReport, mayEndTheVm: boolean): boolean {
  return copies === "none" && (mayEndTheVm || !isRunning);
}

function wrongWith(asked: Asked, seen: CheckReport, record: MigrationRecord, mayEndTheVm: boolean): string[] {
  const power = powerFaults(asked, seen, isOffByRights(asked, seen, mayEndTheVm));
  return [...told(seen, record), ...power, ...untrue(asked, seen, record)];
}

/** What the record says against what is. One that was cancelled while it waited says nothing of hosts: then nothing may have happened. */
function untrue({ from }: Asked, seen: CheckReport, record: MigrationRecord): string[] {
  const isCancelled = record.state === "aborted" && record.result === null && record.queue.admittedAtMs === null;
  if (!isCancelled) return differences(record, seen);
  const { knownOn } = seen.judgement;
  return knownOn.join() === from ? [] : [`it was cancelled while it waited, and the VM is known on ${knownOn.join(", ")}`];
}

/** A definition that was left behind is no fault when the record says so. */
function told({ judgement }: CheckReport, { result }: MigrationRecord): string[] {
  const isTold = result?.truth.verdict === "needs-attention" || (result?.truth.leftovers.length ?? 0) > 0;
  return judgement.faults.filter((words) => !(isTold && words.startsWith("defined on ")));
}

function powerFaults({ isRunning }: Asked, { judgement: { copies, knownOn } }: CheckReport, mayBeOff: boolean): string[] {
  if (knownOn.length === 0) return ["no host knows the VM any more"];
  if (mayBeOff) return [];
  if (!isRunning) return [`it was off, and now: ${copies}`];
  // "several" is among the checker's own faults; a broken post-copy waits for a person, and the record must say so.
  return ["one-running", "several", "waiting"].includes(copies) ? [] : [`it ran, and now: ${copies}`];
}
