import type { Message } from "../../lib/core/model/finding.ts";
import type { TruthItem } from "../../lib/core/model/migration.ts";
import type { MigrationStep, StepKind } from "../../lib/core/model/steps.ts";
import { type ActiveMigration, hostNameOf } from "./active.ts";
import type { FollowUp } from "./follow-up.ts";
import { abortWanted } from "./send-abort.ts";
import { begin, currentStep, end, endUndo, mayBeUndone, optionalText, put, type StepOutcome, sideOf } from "./steps/handler.ts";
import { handlerOf } from "./steps/handlers.ts";
import { noteOldImage } from "./steps/leftovers.ts";

/** failed: a step did not come about, in a host's words; aborted: somebody wants it stopped; stopped: the server ends. */
export type Preparation =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly words: string }
  | { readonly kind: "aborted" }
  | { readonly kind: "stopped" };

/**
 * Does, in order, what stands before `virsh migrate` in the record's steps. Each step is stored as running before anything happens on a host, and
 * as done or failed after it. May be called again: what is done is not done twice. Takes nothing back.
 */
export async function runPreparation(active: ActiveMigration): Promise<Preparation> {
  for (const planned of before(active)) {
    if (active.stopped) return { kind: "stopped" };
    if (abortWanted(active)) return { kind: "aborted" };
    const step = currentStep(active, planned);
    if (step.state === "done") continue;
    const outcome = await runStep(active, step);
    if (active.stopped) return { kind: "stopped" };
    if (!outcome.ok) return abortWanted(active) ? { kind: "aborted" } : { kind: "failed", words: outcome.words };
  }
  return abortWanted(active) ? { kind: "aborted" } : { kind: "ready" };
}

/** Says in the ledger that `virsh migrate` was started. */
export async function noteMigrateStarted(active: ActiveMigration): Promise<void> {
  const step = migrateStep(active);
  if (step?.state === "waiting") await put(active, { ...step, state: "running", startedAtMs: active.deps.now() });
}

/**
 * After the truth check. `moved`: does what stands behind the migration, takes the definition's files off the source, and notes the old images as
 * leftovers. Not moved, and not stayed either: nothing is done and nothing removed, for nobody knows who uses it; it is only told.
 */
export async function finishSteps(active: ActiveMigration, moved: boolean): Promise<FollowUp> {
  const { steps } = active.keeper.current();
  if (steps.length === 0) return { items: [], leftovers: [] };
  await endMigrateStep(active, moved ? "done" : "failed");
  const items: TruthItem[] = [];
  const leftovers: Message[] = [];
  for (const planned of after(active)) {
    const step = currentStep(active, planned);
    if (!moved) {
      if (step.state === "waiting") await put(active, { ...step, state: "skipped" });
      continue;
    }
    const outcome = step.state === "done" ? ({ ok: true } as const) : await runStep(active, step);
    items.push(itemOf(active, step, outcome.ok));
    if (!outcome.ok) leftovers.push(leftoverOf(active, step, outcome.words));
  }
  for (const planned of before(active)) {
    const step = currentStep(active, planned);
    if (step.state !== "done") continue;
    if (!moved) leftovers.push(leftoverOf(active, step, ""));
    else if (step.kind === "write-xml") leftovers.push(...(await tidy(active, step)));
    else if (makesImage(step.kind)) leftovers.push(...(await oldImage(active, step)));
  }
  return { items, leftovers };
}

/**
 * Takes back what was done, newest first. For a VM that surely stayed where it was (or never left): the steps themselves look again, and keep what
 * is in use or is not what they made. What could not be taken back is a leftover.
 */
export async function undoSteps(active: ActiveMigration): Promise<FollowUp> {
  await endMigrateStep(active, "failed");
  const leftovers: Message[] = [];
  for (const planned of active.keeper.current().steps.toReversed()) {
    const step = currentStep(active, planned);
    const handler = handlerOf(step.kind);
    if (step.state === "waiting") await put(active, { ...step, state: "skipped" });
    if (!handler?.undo || !mayBeUndone(step)) continue;
    const outcome = await handler.undo(active, step);
    await endUndo(active, step, outcome);
    if (!outcome.ok) leftovers.push(leftoverOf(active, step, outcome.words));
    // A guest that did not give a device away may still do it: libvirt cannot take the request back.
    else if (step.kind === "detach-device" && step.state === "failed") leftovers.push(stillAsked(active, step));
  }
  return { items: [], leftovers };
}

async function runStep(active: ActiveMigration, waiting: MigrationStep): Promise<StepOutcome> {
  const handler = handlerOf(waiting.kind);
  if (!handler) throw new Error(`no handler for a step of kind ${waiting.kind} here`);
  const step = await begin(active, waiting);
  const outcome = await handler.run(active, step);
  await end(active, step, outcome);
  return outcome;
}

/** The definition's file has served its purpose. */
async function tidy(active: ActiveMigration, step: MigrationStep): Promise<readonly Message[]> {
  const outcome = await handlerOf(step.kind)?.undo?.(active, step);
  return outcome && !outcome.ok ? [leftoverOf(active, step, outcome.words)] : [];
}

async function oldImage(active: ActiveMigration, step: MigrationStep): Promise<readonly Message[]> {
  const path = optionalText(step, "sourcePath");
  const noted = path === null ? null : await noteOldImage(active, { target: String(step.data.target), path });
  if (!noted) return [];
  const values = { host: hostNameOf(active, "source"), path: String(noted.data.path), id: noted.id };
  return [{ key: "failures.leftovers.source-image", values }];
}

async function endMigrateStep(active: ActiveMigration, state: "done" | "failed"): Promise<void> {
  const step = migrateStep(active);
  if (step?.state === "running") await put(active, { ...step, state, endedAtMs: active.deps.now() });
}

function migrateStep(active: ActiveMigration): MigrationStep | undefined {
  return active.keeper.current().steps.find(({ kind }) => kind === "migrate");
}

function before(active: ActiveMigration): readonly MigrationStep[] {
  const { steps } = active.keeper.current();
  return steps.slice(0, Math.max(0, at(steps)));
}

function after(active: ActiveMigration): readonly MigrationStep[] {
  const { steps } = active.keeper.current();
  return steps.slice(at(steps) + 1).filter(({ kind }) => kind !== "remove-leftover");
}

function at(steps: readonly MigrationStep[]): number {
  const index = steps.findIndex(({ kind }) => kind === "migrate");
  return index === -1 ? steps.length : index;
}

function makesImage(kind: StepKind): boolean {
  return kind === "create-image" || kind === "create-overlay";
}

function itemOf(active: ActiveMigration, step: MigrationStep, ok: boolean): TruthItem {
  const values = { host: hostNameOf(active, sideOf(active, step)) };
  const label = { key: `failures.truth.${step.kind}`, values };
  return { id: step.id, ok, label, value: optionalText(step, "key") ?? currentStep(active, step).detail ?? "" };
}

function stillAsked(active: ActiveMigration, step: MigrationStep): Message {
  const values = { host: hostNameOf(active, sideOf(active, step)), what: optionalText(step, "key") ?? "" };
  return { key: "failures.leftovers.unplug-asked", values };
}

/** What stands on a host although it should not, or does not although it should; `why` is host text. */
function leftoverOf(active: ActiveMigration, step: MigrationStep, why: string): Message {
  const what = optionalText(step, "path") ?? optionalText(step, "key") ?? optionalText(step, "cpus") ?? "";
  return {
    key: `failures.leftovers.${step.kind}`,
    values: { host: hostNameOf(active, sideOf(active, step)), what, why: why === "" ? "—" : why },
  };
}
