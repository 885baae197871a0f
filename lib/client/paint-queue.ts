/** Work that is done together once per painted frame. */
export interface PaintQueue {
  push(work: () => void): void;
}

/** A hidden page gets no frames; its cache must not grow a backlog. */
const HIDDEN_AFTER_MS = 1000;

/**
 * Collects work and does it all, in order, before the next paint, inside `together` (which keeps it to one render). `frame` and `later`
 * are requestAnimationFrame and setTimeout, passed in for tests.
 */
export function createPaintQueue(
  together: (run: () => void) => void,
  frame: (run: () => void) => void = (run) => requestAnimationFrame(run),
  later: (run: () => void, ms: number) => void = (run, ms) => setTimeout(run, ms),
): PaintQueue {
  let waiting: (() => void)[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    const work = waiting;
    waiting = [];
    together(() => {
      for (const one of work) one();
    });
  };
  return {
    push(work) {
      waiting.push(work);
      if (waiting.length > 1) return;
      frame(flush);
      later(flush, HIDDEN_AFTER_MS);
    },
  };
}
