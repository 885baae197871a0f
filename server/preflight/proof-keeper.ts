import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { RuleContext } from "../../lib/core/preflight/context.ts";
import { isPathDisk, pathsToProve, writableDisks } from "../../lib/core/preflight/rules/disks.ts";
import type { PreflightParts } from "./parts.ts";

/** Which cells carry the proof that licenses `--unsafe`. */
export interface ProofKeeper {
  /** Looks at a fresh check's proofs: remembers the cell when they hold, and tells the inventory what was found. */
  keep(cell: MatrixCell, context: RuleContext): void;
  holds(cell: MatrixCell): boolean;
}

/** A proof counts for the start that follows the check, not for one after lunch, ms. */
const PROOF_LIFE_MS = 60_000;

/**
 * Keeps proofs by the identity of the cell that `check` returned: no cell that came from elsewhere, however it looks, is ever a licence.
 */
export function createProofKeeper({ inventory, now }: Pick<PreflightParts, "inventory" | "now">): ProofKeeper {
  const proven = new WeakMap<MatrixCell, number>();
  return {
    keep(cell, context) {
      noteSharing(inventory, context);
      if (isProven(cell, context)) proven.set(cell, now());
    },
    holds(cell) {
      const atMs = proven.get(cell);
      return atMs !== undefined && now() - atMs <= PROOF_LIFE_MS;
    },
  };
}

/** Every writable disk is a path, and every path was just shown to be the same storage by a nonce or by a device's identity. */
function isProven(cell: MatrixCell, { domain, probes: { storage } }: RuleContext): boolean {
  const finding = cell.findings.find(({ ruleId }) => ruleId === "storage.shared");
  const disks = writableDisks(domain);
  if (finding?.verdict !== "pass" || storage.kind !== "done" || disks.length === 0 || !disks.every(isPathDisk)) return false;
  return pathsToProve(domain).every((path) => {
    const outcome = storage.value.get(path)?.outcome;
    return outcome === "same-by-nonce" || outcome === "same-by-device-id";
  });
}

function noteSharing(inventory: PreflightParts["inventory"], { source, destination, probes: { storage } }: RuleContext): void {
  if (storage.kind !== "done" || inventory.noteSharing === undefined) return;
  for (const [path, { outcome }] of storage.value) {
    const shared = outcome === "same-by-nonce" || outcome === "same-by-device-id";
    const local = outcome === "not-shared" || outcome === "missing-at-destination";
    if (shared || local) inventory.noteSharing(source.registration.id, path, destination.registration.id, shared, outcome);
  }
}
