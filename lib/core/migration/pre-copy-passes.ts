/** What pre-copy sends pass by pass, and what is left when it stops. */
export interface Passes {
  /** Bytes of each pass; the first is the rest of the one that runs. */
  readonly bytes: readonly number[];
  /** Left after the last of them, bytes: sent while the guest stands still. */
  readonly rest: number;
}

/**
 * What is dirty after a pass of so many ms: what was written meanwhile, each page once, and so never more than the set that is written again and
 * again. `workingSetBytes` null = not seen to be bounded.
 */
export function dirtiedDuring(ms: number, dirtyBytesPerMs: number, workingSetBytes: number | null): number {
  return Math.min(workingSetBytes ?? Number.POSITIVE_INFINITY, dirtyBytesPerMs * ms);
}

/**
 * The passes that are to come: each sends what was dirtied while the one before it was sent (`remainPerPass` of it), until that fits into the
 * downtime limit. QEMU ends a pass when what is left would fit and looks then at what is dirty by now: over all passes that takes exactly as long
 * as sending each to its end. `dirtied`: what will be dirty when the pass that runs is over. Stops after `most` passes.
 */
export function passesFrom(
  now: number,
  dirtied: number,
  rule: { readonly remainPerPass: number; readonly limitBytes: number; readonly most: number },
): Passes {
  const bytes = [now];
  let rest = dirtied;
  while (rest > rule.limitBytes && bytes.length < rule.most) {
    bytes.push(rest);
    rest *= rule.remainPerPass;
  }
  return { bytes, rest };
}
