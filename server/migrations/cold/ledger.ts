import type { MigrationPhase } from "../../../lib/core/model/migration.ts";
import type { MigrationStep, StepKind } from "../../../lib/core/model/steps.ts";
import type { ActiveMigration } from "../active.ts";
import { begin, end, endUndo, mayBeUndone, put, type StepOutcome } from "../steps/handler.ts";
import type { ColdHandler, ColdOutcome } from "./outcome.ts";
import { copyFiles } from "./steps/copy-files.ts";
import { define } from "./steps/define.ts";
import { offlineMigrate } from "./steps/offline-migrate.ts";
import { removeStateFile } from "./steps/remove-state-file.ts";
import { restoreState } from "./steps/restore-state.ts";
import { saveState } from "./steps/save-state.ts";
import { setAutostart } from "./steps/set-autostart.ts";
import { undefineSource } from "./steps/undefine-source.ts";

type ColdKind = Extract<
  StepKind,
  "save-state" | "copy-files" | "define" | "migrate" | "restore-state" | "undefine-source" | "remove-state-file" | "set-autostart"
>;

const HANDLERS: Readonly<Record<ColdKind, ColdHandler>> = {
  "save-state": saveState,
  "copy-files": copyFiles,
  define,
  migrate: offlineMigrate,
  "restore-state": restoreState,
  "undefine-source": undefineSource,
  "remove-state-file": removeStateFile,
  "set-autostart": setAutostart,
};

const PHASES: Partial<Readonly<Record<StepKind, MigrationPhase>>> = {
  "save-state": "saving-state",
  "copy-files": "file-copy",
  define: "defining",
  migrate: "defining",
  "restore-state": "restoring",
};

/** Steps from whose beginning on the VM may be at the destination: from there nothing is taken back any more. */
const ONE_WAY: readonly StepKind[] = ["migrate", "restore-state", "undefine-source"];

/** The steps that are done in this migration, in order; what waits for an admin is not among them. */
export function ownSteps(active: ActiveMigration): readonly MigrationStep[] {
  return active.keeper.current().steps.filter(({ kind }) => kind !== "remove-leftover");
}

/** True when a step that cannot be taken back has been done, or may have been. */
export function isPastReturn(steps: readonly Pick<MigrationStep, "kind" | "state">[]): boolean {
  return steps.some(({ kind, state }) => ONE_WAY.includes(kind) && (state === "done" || state === "running"));
}

/** Runs one step: stored as running before anything happens on a host, and as done or failed after it. What is silent or stopped stays running. */
export async function runStep(active: ActiveMigration, waiting: MigrationStep): Promise<ColdOutcome> {
  const phase = PHASES[waiting.kind];
  if (phase) await active.keeper.apply({ type: "phase", atMs: active.deps.now(), phase });
  const step = await begin(active, waiting);
  const outcome = await handlerOf(step.kind).run(active, step);
  const known = knownOutcome(outcome);
  if (known) await end(active, step, known);
  return outcome;
}

/** Takes back one step that was done or begun. */
export async function undoStep(active: ActiveMigration, step: MigrationStep): Promise<ColdOutcome> {
  const { undo } = handlerOf(step.kind);
  if (step.state === "waiting") {
    await put(active, { ...step, state: "skipped" });
    return { kind: "done" };
  }
  if (!undo || !mayBeUndone(step)) return { kind: "done" };
  const outcome = await undo(active, step);
  const known = knownOutcome(outcome);
  if (known) await endUndo(active, step, known);
  return outcome;
}

/** An outcome as the ledger stores it; null when nobody knows how it ended. */
function knownOutcome(outcome: ColdOutcome): StepOutcome | null {
  if (outcome.kind === "done") return { ...outcome, ok: true };
  return outcome.kind === "failed" ? { ...outcome, ok: false } : null;
}

function handlerOf(kind: StepKind): ColdHandler {
  const handler = (HANDLERS as Partial<Record<StepKind, ColdHandler>>)[kind];
  if (!handler) throw new Error(`no handler for a step of kind ${kind} here`);
  return handler;
}
