import { labReset, labStopGuest } from "../../lab/client.ts";
import type { MigrationView } from "../../lib/contract/index.ts";
import { DEFAULT_QUEUE_LIMITS } from "../../lib/core/model/queue.ts";
import { startDebianPostgres } from "../../server/test-support/debian-postgres.ts";
import { allAtOnce, GUESTS_IN_QUEUE } from "./all-at-once.ts";
import { backAndForth } from "./back-and-forth.ts";
import { startCounting, type VirshRun } from "./count-virsh.ts";
import { makeCrowd } from "./crowd.ts";
import { startFleet } from "./fleet.ts";
import { Run, type Wanted } from "./run.ts";
import { startSampler } from "./sampler.ts";

/** A dead process's migrations are in other hands after this, ms. */
const TAKEN_OVER_WITHIN_MS = 15_000;
export interface Proof {
  readonly ended: readonly { readonly id: string; readonly what: string; readonly state: string; readonly seconds: number }[];
  readonly kills: number;
  readonly takeoversMs: readonly number[];
  /** Ends that were heard at every process that was there, of those that could be. */
  readonly heard: { readonly yes: number; readonly of: number; readonly slowestMs: number };
  readonly mostAtWork: number;
  readonly mostWaiting: number;
  readonly looks: number;
  readonly virshRuns: number;
  /** Evidence of each guest that the emulator harmed (docs/faults.md) where nothing else was wrong. */
  readonly harmed: readonly string[];
  /** All that must not be; empty = proven. */
  readonly violations: readonly string[];
}

/**
 * Two servers on one PostgreSQL (Debian's), and one of the two killed with -9 again and again. `back-and-forth`: four guests are moved through either of
 * them, each as soon as it has come to rest; `all-at-once`: as many VMs as there are migrations, all in the queue before the first one ended. The lab
 * must be up; it is reset before and after.
 */
export async function proveScaleOut(form: "back-and-forth" | "all-at-once", wanted: Wanted): Promise<Proof> {
  await labReset();
  await labStopGuest("busy04");
  const crowd = await makeCrowd(form === "all-at-once" ? Math.max(0, wanted.migrations - GUESTS_IN_QUEUE) : 0);
  const postgres = await startDebianPostgres();
  const databaseUrl = await postgres.newDatabase();
  const virsh = await startCounting(["hv1", "hv2"]);
  const fleet = await startFleet(databaseUrl, ["A", "B"]);
  const sampler = await startSampler(databaseUrl, DEFAULT_QUEUE_LIMITS);
  try {
    const run = new Run(wanted, fleet, sampler.noteKill);
    await run.begin();
    await (form === "all-at-once" ? allAtOnce(run, crowd) : backAndForth(run));
    const runs = await virsh.runs();
    const records = await run.finalRecords();
    const takeovers = sampler.takeovers();
    return {
      ended: run.ended,
      kills: run.kills,
      takeoversMs: takeovers.map(({ ms }) => ms),
      heard: run.heard,
      mostAtWork: sampler.seen.most,
      mostWaiting: sampler.seen.waiting,
      looks: sampler.seen.looks,
      virshRuns: runs.length,
      harmed: run.harmed,
      violations: [
        ...run.violations,
        ...new Set(sampler.overLimits),
        ...takeovers.flatMap(({ id, killed, ms }) =>
          ms > TAKEN_OVER_WITHIN_MS ? [`${id} of ${killed} was without anybody for ${(ms / 1000).toFixed(1)} s`] : [],
        ),
        ...records.flatMap((view) => startedOnce(view, runs)),
        ...fleet.members.flatMap(({ name, hearing }) => hearing.endedTwice().map((id) => `${name} heard ${id} end twice`)),
      ],
    };
  } finally {
    await sampler.stop();
    await fleet.end();
    await virsh.stop();
    await postgres.stop();
    await crowd.remove();
    await labReset();
  }
}

/** By what the hosts ran and by what the log says. */
function startedOnce({ record, log }: MigrationView, runs: readonly VirshRun[]): string[] {
  const { id, request, createdAtMs, endedAtMs } = record;
  const mine = runs.filter(
    ({ line, atMs }) =>
      line.includes(request.domainUuid) && atMs >= createdAtMs && atMs <= (endedAtMs ?? Number.POSITIVE_INFINITY),
  );
  const notes = log.filter(({ message }) => message?.key === "failures.notes.started").length;
  return [
    ...(mine.length === 1 ? [] : [`${id}: ${mine.length} times virsh migrate on the hosts`]),
    // None: it died between the start and the note, and the next owner found the job; or a mode whose steps say it.
    ...(notes <= 1 ? [] : [`${id}: its log says ${notes} times that it was started`]),
  ];
}
