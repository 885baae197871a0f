import { abortUse, waitingUse } from "../../lib/core/migration/lever-record.ts";
import type { ActiveMigration } from "./active.ts";
import { virshOn } from "./run-command.ts";

/**
 * domjobabort can wait for libvirt's lock for long (a filtered migration port): it has a process of its own, and a deadline behind libvirt's
 * (30 s), so that one waits at a time and ends by itself.
 */
const ABORT_TIMEOUT_MS = 35_000;
/** After a refusal ("no job is active" while the job is being set up) it is tried again so soon. */
const AGAIN_MS = 400;
/** libvirt's refusal for good: neither host has the whole guest any more. */
const NO_WAY_BACK = /cannot abort migration in post-copy/i;

/** True when somebody, the time limit, or the ladder wants this migration stopped. */
export function abortWanted(active: ActiveMigration): boolean {
  return abortUse(active.keeper.current()) !== undefined;
}

/** True when it was not a person who wants it stopped: the time limit has passed, or the ladder's last rung was reached. */
export function timeLimitAborts(active: ActiveMigration): boolean {
  const by = abortUse(active.keeper.current())?.by.kind;
  return by !== undefined && by !== "user";
}

/**
 * Sends the abort to the source (the only side where it works) if one is wanted and none is on its way or taken. Returns at once; the
 * migration's end is seen by its watcher, never by this command's answer.
 */
export function sendAbortIfWanted(active: ActiveMigration): void {
  if (active.abort !== "idle" || !abortWanted(active)) return;
  active.abort = "sending";
  const sent = virshOn(active, "source", "domjobabort", [], { timeoutMs: ABORT_TIMEOUT_MS, ownProcess: true });
  sent
    .then(async (result) => {
      if (result.exitCode === 0) {
        active.abort = "taken";
        active.log.note({ key: "failures.notes.abort-sent" });
        await answerAbort(active, true, "");
        active.wake.call();
      } else if (NO_WAY_BACK.test(result.stderr)) {
        await answerAbort(active, false, result.stderr.trim().slice(0, 500));
        again(active);
      } else setTimeout(() => again(active), AGAIN_MS);
    })
    .catch((error: unknown) => {
      active.deps.logger.error({ migrationId: active.id, err: error }, "the abort could not be sent");
      setTimeout(() => again(active), AGAIN_MS);
    });
}

/** Stores what came of the abort, if it waits for an answer. */
export async function answerAbort(active: ActiveMigration, ok: boolean, detail: string): Promise<void> {
  const index = waitingUse(active.keeper.current(), "abort");
  if (index >= 0 && !active.stopped)
    await active.keeper.apply({ type: "lever-answered", atMs: active.deps.now(), index, ok, detail });
}

function again(active: ActiveMigration): void {
  active.abort = "idle";
  active.wake.call();
}
