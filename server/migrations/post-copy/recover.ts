import { setTimeout as sleep } from "node:timers/promises";
import { resumeOf } from "../../../lib/core/migration/command.ts";
import { waitingUse } from "../../../lib/core/migration/lever-record.ts";
import { postCopyFailed } from "../../../lib/core/migration/post-copy.ts";
import type { MigrationRecord } from "../../../lib/core/model/migration.ts";
import { startRemoteJob } from "../../libvirt/remote-job.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, linkOf } from "../active.ts";
import { noteJobEnd } from "../note-job-end.ts";
import { currentJobId, isOver, lookAtRemoteJob } from "../remote-job.ts";
import { virshOn } from "../run-command.ts";
import { dropDataConnections } from "./drop-connections.ts";
import { type BothSides, lookAtPostCopy } from "./look.ts";
import { isStillSending } from "./tell.ts";

const PAUSE_TIMEOUT_MS = 15_000;
/** After both were told, each side says so within 0.1 to 0.6 s (seen on the lab). */
const BOTH_FAILED_WITHIN_MS = 5_000;
const AGAIN_MS = 200;

/** True when the recovery that waits in the record was begun, by this run of the server or an earlier one: each is counted first. */
export function isTakenUp(active: ActiveMigration): boolean {
  const record = active.keeper.current();
  return record.recoveries >= recoveriesAsked(record);
}

function recoveriesAsked({ levers }: Pick<MigrationRecord, "levers">): number {
  return levers.filter(({ action }) => action.kind === "recover").length;
}

/**
 * Carries out the recovery that somebody asked for. libvirt takes a post-copy up only when both sides know that it broke; a side that has not
 * noticed is told first: the source by `domjobabort --postcopy` (it pauses, nothing is lost), the destination by closing the dead connection under
 * its QEMU. Then the first command runs again with `--postcopy-resume`, as a process of its own that is named by its number. What came of it is seen
 * on the hosts, by the caller; only what keeps it from being sent is answered here: false then.
 */
export async function takeUp(active: ActiveMigration): Promise<boolean> {
  const { keeper, deps } = active;
  const record = await keeper.apply({ type: "recovering", atMs: deps.now() });
  const hindrance = await makeBothNotice(active);
  if (hindrance !== null) return refuse(active, hindrance);
  await endOfJob(active, record.recoveries - 1);
  const link = linkOf(active, "source");
  if (!link || active.stopped) return true;
  const start = await startRemoteJob(link, currentJobId(record), resumeOf(record.argv));
  if (start.kind === "refused") return refuse(active, start.reason);
  const values = { host: hostNameOf(active, "source"), count: record.recoveries };
  active.log.note({ key: "failures.notes.recovery-started", values }, hostIdOf(active, "source"));
  return true;
}

/** Null when both sides say that the post-copy broke, in the end; else what kept them from it. */
async function makeBothNotice(active: ActiveMigration): Promise<string | null> {
  const first = await lookAtPostCopy(active);
  if (!needsNotice(first)) return null;
  if (await isStillSending(active, first)) return "QEMU at the source is still sending: nothing is broken between the two QEMUs";
  let words: string | null = null;
  if (!postCopyFailed(first.source.truth)) {
    await virshOn(active, "source", "domjobabort", ["--postcopy"], { timeoutMs: PAUSE_TIMEOUT_MS, ownProcess: true });
  }
  if (!postCopyFailed(first.destination.truth)) words = await dropDataConnections(active, "destination");
  for (const deadline = performance.now() + BOTH_FAILED_WITHIN_MS; ; ) {
    const now = await lookAtPostCopy(active);
    if (!needsNotice(now) || active.stopped) return null;
    if (performance.now() > deadline) return words ?? "not both sides noticed that the connection broke";
    await sleep(AGAIN_MS);
  }
}

function needsNotice({ source, destination, picture }: BothSides): boolean {
  const atIt = picture === "broken" || picture === "going-on";
  return atIt && !(postCopyFailed(source.truth) && postCopyFailed(destination.truth));
}

/** The virsh before must be over, or libvirt says that the migration is "actively monitored by another thread". */
async function endOfJob(active: ActiveMigration, n: number): Promise<void> {
  for (const deadline = performance.now() + BOTH_FAILED_WITHIN_MS; performance.now() < deadline && !active.stopped; ) {
    const job = await lookAtRemoteJob(active, n);
    noteJobEnd(active, job, n);
    if (job === null || isOver(job)) return;
    await sleep(AGAIN_MS);
  }
}

async function refuse(active: ActiveMigration, detail: string): Promise<false> {
  const index = waitingUse(active.keeper.current(), "recover");
  if (index < 0) return false;
  await active.keeper.apply({ type: "lever-answered", atMs: active.deps.now(), index, ok: false, detail });
  active.log.note({ key: "failures.notes.recovery-failed", values: { words: detail } });
  return false;
}
