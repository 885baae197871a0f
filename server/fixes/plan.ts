import type { Domain } from "../../lib/core/model/domain.ts";
import type { FixAction, FixKind, FixPreview, FixStep } from "../../lib/core/model/fix.ts";
import type { DomainUuid } from "../../lib/core/model/ids.ts";
import type { Place } from "../../lib/core/model/recovery.ts";
import type { TlsPlanner } from "../tls/plan.ts";
import type { FixHost } from "./host.ts";

/** Stands for a word that is not known before the step itself, or one before it, has run. */
export const KNOWN_LATER = "(known when it has run)";

/** A step with what the record does not keep. */
export interface PlannedStep extends FixStep {
  readonly timeoutMs?: number;
  /** Secrets that the command reads: in no argument, no record and no log. */
  readonly stdin?: () => Promise<string>;
  /** Puts in what earlier steps printed, in the place of `KNOWN_LATER`. Throws a RangeError when that is not what was expected. */
  readonly completed?: (printed: readonly string[]) => Pick<FixStep, "argv" | "undo">;
  /** The undo with what the step itself printed. */
  readonly undoOf?: (printed: string) => readonly string[];
}

/** What an action comes to on these hosts, by what they look like now. */
export interface FixPlan {
  readonly steps: readonly PlannedStep[];
  readonly consequences: FixPreview["consequences"];
  readonly undo: FixPreview["undo"];
  /**
   * Looks once more when the record is stored, so that of two presses that both looked before, at most one goes on. Throws `conflict` with the
   * reason; nothing runs then.
   */
  readonly lastLook?: () => Promise<void>;
}

/** Where an action is to be carried out. */
export interface FixContext {
  readonly hosts: readonly FixHost[];
  readonly source: FixHost;
  readonly destination: FixHost;
  readonly domain: Domain | null;
  /** The VM that was asked for, also when the inventory has none such. */
  readonly domainUuid: DomainUuid | null;
  readonly tls: TlsPlanner;
  /** Asks every registered host about a VM, now. */
  places(uuid: DomainUuid): Promise<readonly Place[]>;
  /** A migration of this VM has not ended. */
  isMigratingVm(uuid: DomainUuid): Promise<boolean>;
  /** A host of the console by its id, to be asked more. Throws as `fixHost` does. */
  hostOf(id: FixHost["id"]): Promise<FixHost>;
  /** A migration from or to this host has not ended. */
  isMigrating(host: FixHost): Promise<boolean>;
}

export type ActionOf<Kind extends FixKind> = Extract<FixAction, { readonly kind: Kind }>;
/** Looks at the hosts and changes nothing. Throws a ServiceError with the reason when there is nothing to do, or it must not be done. */
export type Planner<Kind extends FixKind> = (action: ActionOf<Kind>, context: FixContext) => Promise<FixPlan>;
