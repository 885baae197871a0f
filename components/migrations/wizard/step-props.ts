import type { HostSnapshot, MigrationRecord } from "@/lib/contract/index.ts";
import type { WizardParams, WizardStep } from "./params.ts";
import type { StepMemory } from "./step-frame.tsx";
import type { WizardModel } from "./wizard-model.ts";

/** What every step is given. */
export interface StepProps {
  readonly params: WizardParams;
  readonly model: WizardModel;
  readonly hosts: readonly HostSnapshot[];
  readonly migrations: readonly MigrationRecord[];
  readonly memory: StepMemory;
  readonly change: (change: Partial<WizardParams>) => void;
  readonly go: (step: WizardStep) => void;
}
