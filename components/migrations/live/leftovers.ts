import type { Message, MigrationRecord, MigrationStep, TruthCheck } from "@/lib/contract/index.ts";

/** One thing that a migration left on a host: what is said of it, and the step that takes it away when an admin asks for that. */
export interface Leftover {
  readonly message: Message;
  /** Null: nothing that VirtFerry can take away by itself. */
  readonly step: MigrationStep | null;
}

/**
 * What was left, each once: a file that can be removed is known both to the truth check (in words, which carry the step's id) and to the ledger. What was
 * removed stays in the list by its step.
 */
export function leftoversOf(record: MigrationRecord, truth: Pick<TruthCheck, "leftovers">): readonly Leftover[] {
  const steps = record.steps.filter(({ kind }) => kind === "remove-leftover");
  const stepOf = (message: Message) => steps.find(({ id }) => id === message.values?.id) ?? null;
  const said = truth.leftovers.map((message) => ({ message, step: stepOf(message) }));
  const others = steps.filter((step) => !said.some((leftover) => leftover.step === step));
  return [...said, ...others.map((step) => ({ message: step.label, step }))];
}
