"use client";

import { useEffect } from "react";
import type { WizardParams } from "./params.ts";
import { changeOfChoice } from "./take-choice.ts";
import type { WizardModel } from "./wizard-model.ts";

/** Makes the choice that a link brought along, once the VM is known and the other choices are valid. True while it is still to be made. */
export function useLinkedChoice(
  params: WizardParams,
  model: WizardModel,
  change: (change: Partial<WizardParams>) => void,
): boolean {
  const { choice } = params;
  const next =
    choice !== null && model.domain && !model.problem && model.options.ok
      ? { ...changeOfChoice(model.options.options, choice), choice: null }
      : null;
  useEffect(() => {
    if (next) change(next);
  });
  return next !== null;
}
