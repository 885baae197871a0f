import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { RuleContext } from "../../lib/core/preflight/context.ts";
import { provenShared } from "../../lib/core/preflight/proven-shared.ts";
import type { PreflightEvidence } from "../services.ts";
import type { PreflightParts } from "./parts.ts";

/** What the cells of fresh checks rest on, among it the licence for `--unsafe`. */
export interface EvidenceKeeper {
  /** Remembers what a fresh check proved and saw, and tells the inventory which storage is shared. */
  keep(cell: MatrixCell, context: RuleContext): void;
  /** Null for a cell that was not kept, or too long ago. */
  of(cell: MatrixCell): PreflightEvidence | null;
}

/** A proof counts for the start that follows the check, not for one after lunch, ms. */
const PROOF_LIFE_MS = 60_000;

/**
 * Keeps evidence by the identity of the cell that `check` returned: no cell that came from elsewhere, however it looks, is ever a licence.
 */
export function createEvidenceKeeper({ inventory, now }: Pick<PreflightParts, "inventory" | "now">): EvidenceKeeper {
  const kept = new WeakMap<MatrixCell, { readonly atMs: number; readonly evidence: PreflightEvidence }>();
  return {
    keep(cell, context) {
      noteSharing(inventory, context);
      const { images } = context.probes;
      const evidence = { provenShared: provenShared(context), images: images.kind === "done" ? images.value : new Map() };
      kept.set(cell, { atMs: now(), evidence });
    },
    of(cell) {
      const entry = kept.get(cell);
      return entry && now() - entry.atMs <= PROOF_LIFE_MS ? entry.evidence : null;
    },
  };
}

function noteSharing(inventory: PreflightParts["inventory"], { source, destination, probes: { storage } }: RuleContext): void {
  if (storage.kind !== "done" || inventory.noteSharing === undefined) return;
  for (const [path, { outcome }] of storage.value) {
    const shared = outcome === "same-by-nonce" || outcome === "same-by-device-id";
    const local = outcome === "not-shared" || outcome === "missing-at-destination";
    if (shared || local) inventory.noteSharing(source.registration.id, path, destination.registration.id, shared, outcome);
  }
}
