import { type ActiveMigration, hostIdOf, hostNameOf, type Side } from "../active.ts";
import { noteBefore } from "../before.ts";
import { abortWanted, answerAbort } from "../send-abort.ts";
import { isPastReturn, ownSteps, runStep, undoStep } from "./ledger.ts";
import type { ColdOutcome } from "./outcome.ts";
import { settleCold } from "./settle-cold.ts";

const ASK_AGAIN_MS = 3_000;

/**
 * Looks after a migration of a VM that does not run, until it is settled or the server stops. The record's steps are what it goes by: it runs the first
 * one that is not done, and after a failure or an abort takes back what was done, newest first. Called for a new one and for one that an earlier run of the
 * server left, without a difference: each step looks at the hosts first.
 */
export async function superviseCold(active: ActiveMigration): Promise<void> {
  try {
    while (!active.stopped && active.keeper.current().endedAtMs === null) {
      try {
        if (await round(active)) break;
      } catch (error) {
        active.deps.logger.error({ migrationId: active.id, err: error }, "a step of a migration failed; it is looked at again");
        active.judged.resolve();
        await active.wake.sleep(ASK_AGAIN_MS);
      }
    }
  } finally {
    active.judged.resolve();
    await active.log.flushed();
  }
}

/** True when it is over. */
async function round(active: ActiveMigration): Promise<boolean> {
  await beRunning(active);
  active.judged.resolve();
  const outcome = isGivenUp(active) ? await unwind(active) : await goOn(active);
  if (outcome.kind === "stopped") return true;
  if (outcome.kind === "silent") return wait(active, outcome.side);
  if (outcome.kind === "aborted" || outcome.kind === "failed") return false;
  const settled = await settleCold(active);
  return settled.kind === "silent" ? wait(active, settled.side) : true;
}

async function goOn(active: ActiveMigration): Promise<ColdOutcome> {
  for (const { id } of ownSteps(active)) {
    if (active.stopped) return { kind: "stopped" };
    const step = ownSteps(active).find((one) => one.id === id);
    if (!step || step.state === "done" || step.state === "skipped") continue;
    if (abortWanted(active) && !isPastReturn(ownSteps(active))) return { kind: "aborted" };
    // Behind the point of no return a step that did not come about is told, and does not stop the others.
    if (step.state === "failed") continue;
    const outcome = await runStep(active, step);
    if (outcome.kind === "failed" && isPastReturn(ownSteps(active).filter((one) => one.id !== id))) continue;
    if (outcome.kind !== "done") return outcome;
  }
  return { kind: "done" };
}

/** Something failed, or somebody does not want it any more, before the VM can have reached the destination. */
function isGivenUp(active: ActiveMigration): boolean {
  const steps = ownSteps(active);
  if (isPastReturn(steps)) return false;
  return abortWanted(active) || steps.some(({ state }) => ["failed", "undone", "undo-failed", "skipped"].includes(state));
}

async function unwind(active: ActiveMigration): Promise<ColdOutcome> {
  for (const step of ownSteps(active).toReversed()) {
    if (active.stopped) return { kind: "stopped" };
    const outcome = await undoStep(active, step);
    if (outcome.kind === "silent" || outcome.kind === "stopped") return outcome;
  }
  if (abortWanted(active)) await answerAbort(active, true, "");
  return { kind: "done" };
}

/** Brings the record into the state in which steps are done, from whichever an end of the server left it in. */
async function beRunning(active: ActiveMigration): Promise<void> {
  const { keeper, deps } = active;
  const atMs = deps.now();
  if (keeper.current().state === "queued") {
    await keeper.apply({ type: "submitted", atMs });
    await noteBefore(active);
  }
  if (keeper.current().state === "starting") await keeper.apply({ type: "remote-started", atMs: deps.now() });
  if (keeper.current().state === "finishing") await keeper.apply({ type: "reattached", atMs });
}

async function wait(active: ActiveMigration, side: Side): Promise<boolean> {
  const { keeper, deps } = active;
  const values = { host: hostNameOf(active, side) };
  if (keeper.current().state !== "detached") {
    active.log.note({ key: "failures.notes.detached-cold", values }, hostIdOf(active, side));
    await keeper.apply({
      type: "detached",
      atMs: deps.now(),
      attention: { key: `failures.attention.${side}-unreachable-cold`, values },
    });
  }
  await active.wake.sleep(ASK_AGAIN_MS);
  if (!active.stopped && keeper.current().state === "detached") await keeper.apply({ type: "reattached", atMs: deps.now() });
  return false;
}
