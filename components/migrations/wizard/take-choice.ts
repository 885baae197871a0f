import type { Advice, FixChoice, MigrationOptions } from "@/lib/contract/index.ts";
import { applyChoice } from "@/lib/core/preflight/apply-choice.ts";
import { paramsFromOptions } from "./from-request.ts";
import type { LinkedChoice, WizardParams } from "./params.ts";

/** What of the wizard's choices differs between two sets of options: what was not touched keeps what was typed. */
function changeBetween(before: MigrationOptions, after: MigrationOptions): Partial<WizardParams> {
  const old: Readonly<Record<string, unknown>> = paramsFromOptions(before);
  return Object.fromEntries(
    Object.entries(paramsFromOptions(after)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name])),
  );
}

/** The change of the wizard's choices that makes a choice of a finding. */
export function changeOfChoice(options: MigrationOptions, choice: FixChoice | LinkedChoice): Partial<WizardParams> {
  // Nobody reads the label of a choice that is being made.
  const named: FixChoice = "label" in choice ? choice : { ...choice, label: { key: "fixDialog.open" } };
  return changeBetween(options, applyChoice(options, named));
}

/** The change that follows an advice of the forecast: another mode, other options, or both. */
export function changeOfAdvice(options: MigrationOptions, advice: Pick<Advice, "options" | "mode">): Partial<WizardParams> {
  const label = { key: "fixDialog.open" };
  const inMode = advice.mode === null ? options : applyChoice(options, { kind: "mode", mode: advice.mode, label });
  return changeBetween(options, applyChoice(inMode, { kind: "options", options: advice.options, label }));
}
