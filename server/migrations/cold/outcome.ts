import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import type { ActiveMigration, Side } from "../active.ts";

/**
 * How a step came out. silent: a host does not answer, nothing is known, it is tried again; aborted: somebody wants it stopped, and nothing has passed
 * the point from which there is no way back.
 */
export type ColdOutcome =
  | { readonly kind: "done"; readonly detail?: string; readonly data?: MigrationStep["data"] }
  | { readonly kind: "failed"; readonly words: string; readonly data?: MigrationStep["data"] }
  | { readonly kind: "silent"; readonly side: Side }
  | { readonly kind: "aborted" }
  | { readonly kind: "stopped" };

/**
 * What does one kind of step of a cold migration. Both are idempotent and decide by what they see on the hosts: after the end of a server they
 * are simply called again. Neither throws for what a host does.
 */
export interface ColdHandler {
  run(active: ActiveMigration, step: MigrationStep): Promise<ColdOutcome>;
  /** Takes back what `run` did or began; removes nothing that it did not make. "aborted" does not come from here. */
  undo?(active: ActiveMigration, step: MigrationStep): Promise<ColdOutcome>;
}

export const done = (detail?: string, data?: MigrationStep["data"]): ColdOutcome => ({
  kind: "done",
  ...(detail === undefined ? {} : { detail }),
  ...(data === undefined ? {} : { data }),
});
export const failed = (words: string, data?: MigrationStep["data"]): ColdOutcome => ({
  kind: "failed",
  words: words.trim().slice(0, 2_000) || "no words",
  ...(data === undefined ? {} : { data }),
});
export const silent = (side: Side): ColdOutcome => ({ kind: "silent", side });
