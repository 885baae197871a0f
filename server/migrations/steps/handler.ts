import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import type { ActiveMigration, Side } from "../active.ts";

/** How a step came out. `data` is added to the step's own and stored with it; words of a host say what went wrong. */
export type StepOutcome =
  | { readonly ok: true; readonly detail?: string | null; readonly data?: MigrationStep["data"] }
  | { readonly ok: false; readonly words: string; readonly data?: MigrationStep["data"] };

/**
 * What does one kind of step. Both are idempotent and decide by what they see on the host, never by what they remember: a step that was cut off
 * by the end of the server is run, or taken back, once more. Neither throws for what a host does.
 */
export interface StepHandler {
  run(active: ActiveMigration, step: MigrationStep): Promise<StepOutcome>;
  /** Takes back what `run` did, or what it began; removes nothing that it did not make. */
  undo?(active: ActiveMigration, step: MigrationStep): Promise<StepOutcome>;
}

/** Stores what a step learned before it goes on, so that it is known whatever happens next. Returns the step as it is stored. */
export async function learn(active: ActiveMigration, step: MigrationStep, data: MigrationStep["data"]): Promise<MigrationStep> {
  return put(active, { ...currentStep(active, step), data: { ...step.data, ...data } });
}

/** Stores a step. */
export async function put(active: ActiveMigration, step: MigrationStep): Promise<MigrationStep> {
  await active.keeper.apply({ type: "step", atMs: active.deps.now(), step });
  return step;
}

/** Stores a step as running, before anything happens on a host. */
export async function begin(active: ActiveMigration, waiting: MigrationStep): Promise<MigrationStep> {
  const startedAtMs = waiting.startedAtMs ?? active.deps.now();
  return put(active, { ...waiting, state: "running", startedAtMs, detail: null });
}

/** Stores how a step ended, with what it learned on the way and at its end. */
export async function end(active: ActiveMigration, step: MigrationStep, outcome: StepOutcome): Promise<void> {
  const learned = currentStep(active, step);
  const ended = { ...learned, endedAtMs: active.deps.now(), data: { ...learned.data, ...outcome.data } };
  if (outcome.ok) await put(active, { ...ended, state: "done", detail: outcome.detail ?? null });
  else await put(active, { ...ended, state: "failed", detail: outcome.words });
}

/** Stores how a step was taken back. `step`: as it was before. */
export async function endUndo(active: ActiveMigration, step: MigrationStep, outcome: StepOutcome): Promise<void> {
  const learned = currentStep(active, step);
  if (!outcome.ok) await put(active, { ...learned, state: "undo-failed", detail: outcome.words });
  // A step that failed stays failed, with its words: what it had begun is gone.
  else if (step.state !== "failed") await put(active, { ...learned, state: "undone" });
}

/** True for a step that did something on a host, or may have. */
export function mayBeUndone({ state }: MigrationStep): boolean {
  return ["running", "done", "failed", "undo-failed"].includes(state);
}

/** The step as the record has it now. */
export function currentStep(active: ActiveMigration, step: MigrationStep): MigrationStep {
  return active.keeper.current().steps.find(({ id }) => id === step.id) ?? step;
}

/** On which side of the migration a step's host is. */
export function sideOf(active: ActiveMigration, step: Pick<MigrationStep, "hostId">): Side {
  return step.hostId === active.keeper.current().request.sourceHostId ? "source" : "destination";
}

/** A text that the plan must have put into the step. Throws an Error for a plan without it: a bug of ours. */
export function textOf(step: MigrationStep, name: string): string {
  const value = step.data[name];
  if (typeof value !== "string" || value === "") throw new Error(`step ${step.id} has no ${name}`);
  return value;
}

/** A text that may be absent. */
export function optionalText(step: MigrationStep, name: string): string | null {
  const value = step.data[name];
  return typeof value === "string" && value !== "" ? value : null;
}
