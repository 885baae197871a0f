import type { MigrationOptions } from "../../model/options.ts";
import type { Prediction, PredictionInputs } from "../../model/prediction.ts";
import { carriedBy } from "./carried.ts";
import { figuresOf } from "./outcome-of-run.ts";

/** How fast a saved state goes to a disk and comes back: an ordinary disk, bytes/ms. */
const STATE_BYTES_PER_MS = 200_000;
/** How far such a date may be off, as a share. */
const SPREAD = 0.35;

/** What is expected where the guest does not run meanwhile: files go over once, nothing has to converge. */
export function predictFiles(inputs: PredictionInputs, options: MigrationOptions): Prediction {
  const { diskBytes, memoryBytes, linkBytesPerSec, setUpMs, switchMs } = figuresOf(inputs);
  const saved = options.mode === "saved-state" ? memoryBytes : 0;
  const bytes = diskBytes + saved;
  const carried = carriedBy(linkBytesPerSec, options);
  const copyMs = bytes === 0 ? 0 : carried ? bytes / carried.files : null;
  const savingMs = (2 * saved) / STATE_BYTES_PER_MS;
  const totalMs = copyMs === null ? null : Math.round(setUpMs + savingMs + copyMs + switchMs);
  const afterMs = Math.round(setUpMs + savingMs / 2);
  return {
    verdict: totalMs === null ? "unknown" : "not-live",
    reason: { key: totalMs === null ? "prediction.reasons.no-bandwidth" : `prediction.reasons.${options.mode}` },
    totalMs,
    totalLowMs: totalMs === null ? null : Math.round(totalMs * (1 - SPREAD)),
    totalHighMs: totalMs === null ? null : Math.round(totalMs * (1 + SPREAD)),
    iterations: null,
    // A guest that is shut off is not missed; one that is saved stands still all the while.
    downtimeMs: options.mode === "saved-state" ? totalMs : null,
    transferredBytes: bytes,
    remainPerPass: null,
    curve:
      copyMs === null || copyMs === 0
        ? []
        : [
            { afterMs, remainingBytes: bytes },
            { afterMs: Math.round(afterMs + copyMs), remainingBytes: 0 },
          ],
  };
}
