import { parseJobInfo } from "../../../lib/core/facts/domjobinfo.ts";
import { waitingUse } from "../../../lib/core/migration/lever-record.ts";
import type { RemoteJobStatus } from "../../libvirt/remote-job.ts";
import { type ActiveMigration, hostIdOf } from "../active.ts";
import { noteJobEnd } from "../note-job-end.ts";
import { isOver, lookAtRemoteJob } from "../remote-job.ts";
import { virshOn } from "../run-command.ts";
import { listenToHosts } from "../watch-events.ts";
import { type BothSides, lookAtPostCopy, type PostCopyTrouble } from "./look.ts";
import { isTakenUp, takeUp } from "./recover.ts";
import { tell, tellHowBroken } from "./tell.ts";

/** Period of looks at both hosts while a post-copy is broken, ms. */
const LOOK_MS = 1_000;
const TIMEOUT_MS = 4_000;
/** QEMU itself is asked how it stands at each so many looks. */
const TELL_EVERY = 3;
/** libvirt's client may say that a recovery failed while QEMU takes it up (seen on the lab): the hosts' word is waited for so many looks. */
const REFUSED_LOOKS = 3;
/** A recovery that is on its way for so long does not get through, ms. */
const HANGS_MS = 30_000;
/** A source that gives no answer so many times in a row counts as detached. */
const SILENT_LOOKS = 3;

/** What comes after a broken post-copy. */
export type BrokenEnd = "watch" | "settle" | "detached" | "stopped";

/**
 * Stays with a broken post-copy: neither copy may be started, stopped or judged, both hold a part of the memory. Watches both hosts, carries out a
 * recovery that somebody asked for, and returns when memory flows again (by a recovery or by itself), when a side is gone, or when the source does
 * not answer. The end of the virsh that ran when it broke is noted, and settles nothing.
 */
export async function stayWithBroken(active: ActiveMigration, trouble: PostCopyTrouble): Promise<BrokenEnd> {
  await tell(active, trouble);
  listenToHosts(active);
  let leftBefore = active.samples.at(-1)?.memoryRemainingBytes ?? null;
  let recovery: { readonly sinceMs: number; overLooks: number } | null = null;
  for (let [silent, look] = [0, 0]; ; ) {
    if (active.stopped) return "stopped";
    const [job, sides] = await Promise.all([lookAtRemoteJob(active), lookAtPostCopy(active)]);
    silent = sides.picture === null ? silent + 1 : 0;
    if (silent >= SILENT_LOOKS) return "detached";
    noteJobEnd(active, job);
    const left = await leftNow(active, sides);
    const flows = leftBefore !== null && left !== null && left < leftBefore;
    leftBefore = left ?? leftBefore;
    const end = await judge(active, sides, flows);
    if (end) return end;
    if (look++ % TELL_EVERY === 0) await tellHowBroken(active, sides);
    if (waitingUse(active.keeper.current(), "recover") < 0) recovery = null;
    else if (!isTakenUp(active)) {
      if (!(await takeUp(active))) await tell(active, "stuck");
    } else {
      recovery ??= { sinceMs: performance.now(), overLooks: 0 };
      recovery.overLooks = job && isOver(job) ? recovery.overLooks + 1 : 0;
      if (job && recovery.overLooks >= REFUSED_LOOKS) await noteRefusal(active, job);
      if (performance.now() - recovery.sinceMs > HANGS_MS) await tell(active, "stuck");
    }
    await active.wake.sleep(LOOK_MS);
  }
}

/** What is left to send by libvirt's figures; null when it has none. */
async function leftNow(active: ActiveMigration, { picture }: BothSides): Promise<number | null> {
  if (picture !== "going-on") return null;
  const result = await virshOn(active, "source", "domjobinfo", ["--rawstats"], { timeoutMs: TIMEOUT_MS, logged: "repeated" });
  return parseJobInfo(result.stdout)?.memoryRemainingBytes ?? null;
}

async function judge(active: ActiveMigration, { picture }: BothSides, flows: boolean): Promise<BrokenEnd | null> {
  switch (picture) {
    case "broken":
      return null;
    case "unseen":
    case null:
      return null;
    case "going-on": {
      // A recovery has put both sides back to work; without one, only memory that comes through says that it goes on by itself.
      const recovered = waitingUse(active.keeper.current(), "recover") >= 0 && isTakenUp(active);
      if (!recovered && !flows) return null;
      await answer(active, true, "");
      await active.keeper.apply({ type: "recovered", atMs: active.deps.now() });
      active.log.note({ key: recovered ? "failures.notes.post-copy-recovered" : "failures.notes.post-copy-healed" });
      return "watch";
    }
    case "none":
    case "arrived":
      await answer(active, true, "");
      return "settle";
    case "destination-lost":
    case "source-lost":
      await answer(active, false, "");
      return "settle";
  }
}

/** The process that was to take it up is over, and both sides are as broken as before. */
async function noteRefusal(active: ActiveMigration, job: RemoteJobStatus): Promise<void> {
  const words = job.stderr.trim() || job.stdout.trim();
  await answer(active, false, words.slice(0, 1_000));
  active.log.note({ key: "failures.notes.recovery-failed", values: { words } }, hostIdOf(active, "source"));
}

async function answer(active: ActiveMigration, ok: boolean, detail: string): Promise<void> {
  const index = waitingUse(active.keeper.current(), "recover");
  if (index >= 0) await active.keeper.apply({ type: "lever-answered", atMs: active.deps.now(), index, ok, detail });
}
