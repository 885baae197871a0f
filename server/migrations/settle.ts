import type { JobInfo } from "../../lib/core/facts/domjobinfo.ts";
import { classifyFailure, failureOf } from "../../lib/core/migration/libvirt-error.ts";
import type { FailureCode } from "../../lib/core/migration/libvirt-error-table.ts";
import { decideOutcome } from "../../lib/core/migration/outcome.ts";
import { toSample } from "../../lib/core/migration/progress.ts";
import type { Failure, MigrationResult, TruthVerdict } from "../../lib/core/model/migration.ts";
import { type RemoteJobStatus, removeRemoteJob } from "../libvirt/remote-job.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, linkOf } from "./active.ts";
import { readBefore } from "./before.ts";
import { collectCause } from "./collect-cause.ts";
import { readEndDetails } from "./end-details.ts";
import { completedJob, putBack, resumeIfWePausedIt } from "./follow-up.ts";
import { noteJobEnd } from "./note-job-end.ts";
import { addOutsideChange } from "./outside.ts";
import { endPing } from "./ping.ts";
import { allJobIds } from "./remote-job.ts";
import { finishSteps, undoSteps } from "./run-steps.ts";
import { abortWanted, answerAbort, timeLimitAborts } from "./send-abort.ts";
import { isBroken, isWorking, readTruth, type TruthReading } from "./truth-check.ts";

/** How the work on the source ended, as far as that is known. */
export interface WorkEnd {
  /** Null: there is no process to speak of (never started, or its folder is gone). */
  readonly job: RemoteJobStatus | null;
  /** A failure that is known without asking libvirt. */
  readonly known?: { readonly code: FailureCode; readonly words: string };
}

/**
 * settled: the record is closed; in-progress: libvirt is still at work; post-copy-broken: both sides wait for a recovery; silent: a host does not
 * answer, ask again later.
 */
export type Settled = "settled" | "in-progress" | "post-copy-broken" | "silent" | "stopped";

/**
 * Closes a migration that is over: asks both hosts, puts back what has to be, collects the cause of a failure, and only then reports. Nothing
 * is reported while a host does not answer. Safe to be called again after it could not finish.
 */
export async function settle(active: ActiveMigration, end: WorkEnd): Promise<Settled> {
  const { keeper, deps } = active;
  noteJobEnd(active, end.job);
  // What was said about a host that is away stays until that host has answered.
  if (keeper.current().state !== "detached") await keeper.apply({ type: "verifying", atMs: deps.now() });
  const checkedFrom = performance.now();
  const first = await readTruth(active, end.job?.exitCode === 0);
  if (active.stopped) return "stopped";
  if (first.verdict === "unknown") return goSilent(active, first);
  if (isBroken(first)) return "post-copy-broken";
  if (first.verdict === "needs-attention" && isWorking(first)) return "in-progress";
  await keeper.apply({ type: "verifying", atMs: deps.now() });
  const reading = (await resumeIfWePausedIt(active, first)) ? await readTruth(active, false) : first;

  const moved = reading.verdict === "moved" || reading.verdict === "moved-paused";
  const before = await readBefore(active);
  const verdict = reading.verdict === "unknown" ? first.verdict : reading.verdict;
  const [done, details, completed, failure, network] = await Promise.all([
    putBack(active, reading, before),
    readEndDetails(active, reading, before),
    moved ? closingFigures(active) : null,
    moved ? null : findFailure(active, end, reading.verdict),
    endPing(active, verdict),
  ]);
  const steps = verdict === "stayed" ? await undoSteps(active) : await finishSteps(active, moved);
  if (active.stopped) return "stopped";
  const outcome = decideOutcome({
    verdict,
    source: reading.source.truth,
    destination: reading.destination.truth,
    sourceHostName: hostNameOf(active, "source"),
    destinationHostName: hostNameOf(active, "destination"),
    exitCode: end.job?.exitCode ?? null,
    abortRequested: keeper.current().abortRequestedAtMs !== null,
    abortTaken:
      active.abort === "taken" || keeper.current().levers.some(({ action, ok }) => action.kind === "abort" && ok === true),
    timeLimitAborted: timeLimitAborts(active),
    saidCode: failure && failure.code !== "no-words" ? (failure.code as FailureCode) : null,
  });
  const atMs = deps.now();
  const result: MigrationResult = {
    truth: {
      verdict,
      checkedAtMs: atMs,
      durationMs: Math.round(performance.now() - checkedFrom),
      source: reading.source.truth,
      destination: reading.destination.truth,
      items: [...details.items, ...done.items, ...network.items, ...steps.items],
      leftovers: [...details.leftovers, ...done.leftovers, ...steps.leftovers],
    },
    failure: chooseFailure(outcome.failure, failure, end),
    exitCode: end.job?.exitCode ?? null,
    measuredDowntimeMs: completed?.measuredDowntimeMs ?? null,
    totalMs: atMs - keeper.current().createdAtMs,
    libvirtTotalMs: completed?.timeElapsedMs ?? null,
    transferredBytes: completed?.dataProcessedBytes ?? keeper.current().lastSample?.memoryProcessedBytes ?? null,
    longestPingGapMs: network.longestGapMs,
  };
  await answerAbort(active, outcome.state === "aborted", "");
  if (failure?.code === "canceled" && !abortWanted(active)) await addOutsideChange(active, "source", atMs, { key: "aborted" });
  active.log.note({ key: `failures.notes.checked.${verdict}` });
  await active.log.flushed();
  const lastSample = completed && toSample(completed, keeper.current().phaseStartedAtMs.verifying ?? atMs, null);
  if (lastSample) await keeper.addSample(lastSample);
  const { state, attention } = outcome;
  await keeper.apply({ type: "settled", atMs, state, attention, result, ...(lastSample ? { lastSample } : {}) });
  await cleanUp(active);
  return "settled";
}

async function goSilent(active: ActiveMigration, reading: TruthReading): Promise<"silent"> {
  const side = reading.source.truth.reachable ? "destination" : "source";
  const attention = { key: `failures.attention.${side}-unreachable`, values: { host: hostNameOf(active, side) } };
  await active.keeper.apply({ type: "detached", atMs: active.deps.now(), attention });
  return "silent";
}

/** What libvirt's words and both logs say; not asked for when we stopped it ourselves before it began. */
async function findFailure(active: ActiveMigration, end: WorkEnd, verdict: TruthVerdict): Promise<Failure | null> {
  if (end.known) return failureOf(end.known.code, end.known.words);
  if (active.keeper.current().startedAtMs === null && abortWanted(active)) return null;
  const virsh = end.job?.stderr ?? "";
  const own = classifyFailure({ virsh, logs: [] });
  // An abort that was asked for and that libvirt confirms needs no search.
  if (abortWanted(active) && own.code === "canceled" && verdict === "stayed") return own;
  return classifyFailure({ virsh, logs: await collectCause(active) });
}

function chooseFailure(chosen: FailureCode | "said" | null, said: Failure | null, end: WorkEnd): Failure | null {
  if (chosen === null) return null;
  if (chosen === "said") return said ?? failureOf("no-words", end.job?.stderr ?? "");
  return failureOf(chosen, said?.libvirtText ?? end.job?.stderr ?? "");
}

/** libvirt's own figures: of the destination after a pre-copy; after a post-copy only the source told them, by its last event. */
async function closingFigures(active: ActiveMigration): Promise<JobInfo | null> {
  return (await completedJob(active)) ?? active.listening?.hints.completed ?? null;
}

/** Takes the job's folder off the source and has both hosts read again, so that the lists show what is so. */
async function cleanUp(active: ActiveMigration): Promise<void> {
  const { domainUuid } = active.keeper.current().request;
  const source = linkOf(active, "source");
  const refresh = (["source", "destination"] as const).map((side) =>
    active.deps.inventory.refresh(hostIdOf(active, side), domainUuid),
  );
  const jobs = source ? allJobIds(active.keeper.current()).map((jobId) => removeRemoteJob(source, jobId)) : [];
  const results = await Promise.allSettled([...jobs, ...refresh]);
  for (const result of results) {
    if (result.status === "rejected")
      active.deps.logger.warn({ migrationId: active.id, err: result.reason }, "clean-up after a migration failed");
  }
}
