import type { ActiveMigration } from "./active.ts";
import { virshOn } from "./run-command.ts";

/**
 * domjobabort can wait for libvirt's lock for long (a filtered migration port): it has a process of its own, and a deadline behind libvirt's
 * (30 s), so that one waits at a time and ends by itself.
 */
const ABORT_TIMEOUT_MS = 35_000;
/** After a refusal ("no job is active" while the job is being set up) it is tried again so soon. */
const AGAIN_MS = 400;

/** True when somebody, or the time limit, wants this migration stopped. */
export function abortWanted(active: ActiveMigration): boolean {
  const record = active.keeper.current();
  return record.abortRequestedAtMs !== null || timeLimitAborts(active);
}

/** True when the time limit has passed and was to abort. */
export function timeLimitAborts(active: ActiveMigration): boolean {
  const record = active.keeper.current();
  return record.timeoutFiredAtMs !== null && record.request.options.timeoutAction === "abort";
}

/**
 * Sends the abort to the source (the only side where it works) if one is wanted and none is on its way or taken. Returns at once; the
 * migration's end is seen by its watcher, never by this command's answer.
 */
export function sendAbortIfWanted(active: ActiveMigration): void {
  if (active.abort !== "idle" || !abortWanted(active)) return;
  active.abort = "sending";
  const sent = virshOn(active, "source", "domjobabort", [], { timeoutMs: ABORT_TIMEOUT_MS, ownProcess: true });
  sent.then(
    (result) => {
      if (result.exitCode === 0) {
        active.abort = "taken";
        active.log.note({ key: "failures.notes.abort-sent" });
        active.wake.call();
      } else setTimeout(() => again(active), AGAIN_MS);
    },
    (error: unknown) => {
      active.deps.logger.error({ migrationId: active.id, err: error }, "the abort could not be sent");
      setTimeout(() => again(active), AGAIN_MS);
    },
  );
}

function again(active: ActiveMigration): void {
  active.abort = "idle";
  active.wake.call();
}
