import type { MigrationOptions } from "../../model/options.ts";
import { dirtiedDuring } from "../pre-copy-passes.ts";
import type { Carried } from "./carried.ts";
import { throttleModel } from "./throttle-model.ts";
import { type TimedAction, timedActions } from "./timed-actions.ts";

const MIB = 1_048_576;
/** A pass that leaves more than this of the one before it gets nowhere: bandwidth varies by a few percent anyway. */
const STALLED = 0.97;
const MOST_PASSES = 80;
/** While something is still due it goes on for longer; never without end. */
const MOST_PASSES_WAITING = 5000;
/** The server sees that the first pass is over with its next reading, ms. */
const NOTICE_MS = 500;

export interface RunPass {
  readonly startMs: number;
  readonly endMs: number;
  readonly bytes: number;
}

/** How it goes from the first byte of memory on. Times in ms of copying, disks counted. */
export interface PreCopyRun {
  /** switched: the rest fitted into the downtime limit; never: no end, see `endMs` for when that was plain; aborted: the time limit ended it. */
  readonly end: "switched" | "post-copy" | "suspended" | "aborted" | "never";
  readonly endMs: number;
  readonly passes: readonly RunPass[];
  /** Left at the stop: sent while the guest stands still, or after it runs at the destination. */
  readonly restBytes: number;
  /** From the stop to the last byte, ms. For post-copy the guest runs meanwhile. */
  readonly restMs: number;
  /** How long the guest stands still for its last pages, ms: QEMU stops it as soon as what is left fits, and so with nearly as much left as fits. */
  readonly standstillMs: number;
  /** How far auto-converge went, percent. */
  readonly throttlePercent: number;
}

/** What pre-copy starts from. */
export interface PreCopyStart {
  /** When memory begins to be copied: after the disks. */
  readonly startMs: number;
  readonly memoryBytes: number;
  readonly dirtyBytesPerMs: number;
  readonly workingSetBytes: number | null;
  readonly busyShare: number;
  readonly carried: Carried;
  readonly limitMs: number;
}

/**
 * Plays a pre-copy through: passes, auto-converge, the ladder's rungs, the time limit and the switch after the first pass. Pure arithmetic; ends after
 * a bounded number of passes.
 */
export function runPreCopy(start: PreCopyStart, options: MigrationOptions): PreCopyRun {
  const { carried } = start;
  const due = [...timedActions(options)];
  const throttle = throttleModel(options, options.autoConverge, start.busyShare);
  const passes: RunPass[] = [];
  let rate = carried.copying;
  let limitMs = start.limitMs;
  let nowMs = start.startMs;
  let bytes = start.memoryBytes;

  const dirtied = (ms: number) => dirtiedDuring(ms, start.dirtyBytesPerMs * throttle.keeps(), start.workingSetBytes);
  const finish = (end: PreCopyRun["end"], restBytes: number, restRate: number): PreCopyRun => ({
    end,
    endMs: nowMs,
    passes,
    restBytes,
    restMs: restRate > 0 ? restBytes / restRate : 0,
    standstillMs: standstill(end, restBytes),
    throttlePercent: throttle.percent(),
  });
  const standstill = (end: PreCopyRun["end"], restBytes: number): number => {
    if (end === "post-copy") return 0;
    const atStop = end === "switched" ? Math.max(restBytes, Math.min(start.memoryBytes, rate * limitMs)) : restBytes;
    return atStop / carried.stopped;
  };
  /** Does what is due; the end that it brings, if it brings one. */
  const act = ({ action }: TimedAction, left: number, passMs: number): PreCopyRun | null => {
    switch (action.kind) {
      case "max-downtime":
        limitMs = action.ms;
        return null;
      case "bandwidth":
        rate = Math.min(carried.stopped, action.mibPerSec === null ? carried.stopped : (action.mibPerSec * MIB) / 1000);
        return null;
      case "auto-converge":
        throttle.letGo();
        return null;
      case "post-copy":
        return finish("post-copy", left + dirtied(passMs), carried.postCopy);
      case "suspend":
        return finish("suspended", left + dirtied(passMs), carried.stopped);
      case "abort":
        return finish("aborted", left, 0);
      default:
        return null;
    }
  };

  for (;;) {
    const startMs = nowMs;
    const passBytes = bytes;
    for (let left = passBytes; left > 0; ) {
      const next = due[0];
      if (!next || next.atMs >= nowMs + left / rate) {
        nowMs += left / rate;
        break;
      }
      due.shift();
      const waited = Math.max(0, next.atMs - nowMs);
      nowMs += waited;
      left -= waited * rate;
      const end = act(next, Math.max(0, left), nowMs - startMs);
      if (end) return { ...end, passes: [...passes, { startMs, endMs: nowMs, bytes: passBytes - Math.max(0, left) }] };
    }
    passes.push({ startMs, endMs: nowMs, bytes: passBytes });
    if (options.postCopy === "after-first-pass" && passes.length === 1) {
      const dirty = dirtied(nowMs - startMs);
      // A guest that writes little has switched by itself before the server notices.
      if (dirty <= rate * limitMs) return finish("switched", dirty, carried.stopped);
      nowMs += NOTICE_MS;
      const most = start.workingSetBytes ?? Number.POSITIVE_INFINITY;
      return finish("post-copy", Math.min(most, Math.max(0, dirty - NOTICE_MS * rate) + dirtied(NOTICE_MS)), carried.postCopy);
    }
    const rest = dirtied(nowMs - startMs);
    if (rest <= rate * limitMs) return finish("switched", rest, carried.stopped);
    // The step that this pass brings shows in the next one.
    const steps = throttle.mayRise();
    throttle.passEnded({ ms: nowMs - startMs, sentBytes: passBytes, dirtiedBytes: rest });
    const waits = due.length > 0;
    const stalled = rest >= STALLED * passBytes && !steps;
    if (passes.length >= (waits ? MOST_PASSES_WAITING : MOST_PASSES) || (stalled && !waits))
      return finish("never", rest, carried.stopped);
    bytes = rest;
  }
}
