import type { FixRecord, FixStepResult } from "../../lib/core/model/fix.ts";
import type { FixRepository } from "../store/repositories.ts";
import { openRecord } from "./record-book.ts";
import { hasWayBack } from "./take-back.ts";

/**
 * Ends the records that a killed process left: whether the command that was under way did its work, nobody knows. Those of `live` processes are
 * under way.
 */
export async function recoverFixes(
  store: Pick<FixRepository, "running" | "update">,
  live: readonly string[] = [],
): Promise<readonly FixRecord[]> {
  const left = await store.running(live);
  for (const record of left) await endRecord(store, record);
  return left;
}

async function endRecord(store: Pick<FixRepository, "update">, record: FixRecord): Promise<void> {
  const book = openRecord(store, record);
  const wasUndoing = record.undoneBy !== null || record.steps.some(({ state }) => state === "failed");
  if (!wasUndoing) {
    const index = record.steps.findIndex(({ state }) => state === "waiting");
    if (index < 0) return book.save({ state: "applied" });
    return book.saveStep(index, { state: "unknown" }, { state: "failed" });
  }
  const index = record.steps.findLastIndex((step: FixStepResult) => hasWayBack(step));
  if (index < 0) return book.save({ state: record.undoneBy === null ? "failed" : "undone" });
  return book.saveStep(index, { state: "unknown" }, { state: "undo-failed" });
}
