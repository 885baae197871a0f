import type { MigrationRecord, TruthVerdict } from "../model/migration.ts";

/** A person has to see to it: however old it is, it stays. */
const OPEN: ReadonlySet<TruthVerdict> = new Set(["split-brain", "needs-attention", "lost", "unknown"]);

/** True for a migration of which nothing is lost when its record goes: it has ended, and nobody has anything left to do about it. */
export function mayForget(record: Pick<MigrationRecord, "state" | "endedAtMs" | "attention" | "result">): boolean {
  if (record.endedAtMs === null || record.state === "indeterminate" || record.attention !== null) return false;
  return record.result === null || !OPEN.has(record.result.truth.verdict);
}
