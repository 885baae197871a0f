import { createHash } from "node:crypto";
import type { ProcessIdentity } from "./types.ts";

/**
 * Whose of the living a subject is: rendezvous hashing, so that all processes with the same list agree without asking, the shares are
 * about even, and only what the dead one had moves when one dies. Throws RangeError for an empty list.
 */
export function processFor(living: readonly ProcessIdentity[], subject: string): ProcessIdentity {
  let best: { readonly process: ProcessIdentity; readonly weight: string } | undefined;
  for (const process of living) {
    const weight = createHash("sha256").update(`${process.id} ${subject}`).digest("hex");
    if (!best || weight > best.weight) best = { process, weight };
  }
  if (!best) throw new RangeError("nobody is alive");
  return best.process;
}
