import type { ActiveMigration } from "./active.ts";
import { hostIdOf, hostNameOf } from "./active.ts";
import { virshOn } from "./run-command.ts";

const SUSPEND_TIMEOUT_MS = 15_000;

/**
 * Does once what was chosen for the case that copying takes too long. Time is libvirt's own count of the job (`time_elapsed`), so
 * that neither a restart of the server nor a jump of its clock starts it anew. A guest that is paused on the source stops dirtying memory, and
 * libvirt resumes it on whichever host it ends up.
 */
export async function enforceTimeLimit(active: ActiveMigration): Promise<void> {
  const record = active.keeper.current();
  const { timeoutS, timeoutAction } = record.request.options;
  const elapsedMs = active.samples.at(-1)?.elapsedMs ?? 0;
  if (timeoutS === null || record.timeoutFiredAtMs !== null || record.state !== "running" || elapsedMs < timeoutS * 1000) return;
  await active.keeper.apply({ type: "timeout-fired", atMs: active.deps.now() });
  const values = { seconds: timeoutS, host: hostNameOf(active, "source") };
  active.log.note({ key: `failures.notes.timeout-${timeoutAction}`, values }, hostIdOf(active, "source"));
  if (timeoutAction === "suspend") {
    await virshOn(active, "source", "suspend", [], { timeoutMs: SUSPEND_TIMEOUT_MS, ownProcess: true });
  }
}
