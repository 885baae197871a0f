import type { HostId } from "../model/ids.ts";
import type { MigrationStep, StepKind } from "../model/steps.ts";

/** What a step is made of before it runs. */
export interface StepDraft {
  readonly id: string;
  readonly kind: StepKind;
  readonly hostId: HostId;
  readonly values: Readonly<Record<string, string | number>>;
  readonly undoable: boolean;
  readonly commands: readonly (readonly string[])[];
  readonly data: MigrationStep["data"];
}

/** A draft as a step that waits for its turn, with its words: `steps.<kind>.label` and `steps.<kind>.undo`. */
export function waitingStep(draft: StepDraft): MigrationStep {
  const { id, kind, hostId, values, commands, data } = draft;
  return {
    id,
    kind,
    hostId,
    label: { key: `steps.${kind}.label`, values },
    undo: draft.undoable ? { key: `steps.${kind}.undo`, values } : null,
    commands,
    data,
    state: "waiting",
    startedAtMs: null,
    endedAtMs: null,
    detail: null,
    progress: null,
  };
}
