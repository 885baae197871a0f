import type { MigrationOptions } from "../../model/options.ts";

/** QEMU's defaults, percent: first step and each further one, and the most. */
const INITIAL = 20;
const INCREMENT = 10;
const MOST = 99;
/** A pass that dirties more than this share of what it sent counts; at the second such pass QEMU takes a step. */
const TRIGGER_SHARE = 0.5;
/** QEMU looks at most once a second, ms. */
const LOOK_MS = 1000;
/**
 * A guest that sleeps for more than half of its time writes by the clock, not as fast as its CPU goes; and of what its CPU does, writing may be a small
 * part. How much of it throttling takes cannot be told: seen in the lab, 24 MiB/s ended after 77 s on an overloaded machine, and not in 118 s, at 99 %, on
 * one at rest. Nothing is promised of it.
 */
const CPU_BOUND = 0.5;

/** Auto-converge as QEMU does it, pass by pass. */
export interface ThrottleModel {
  /**
   * Share of its writing that the guest keeps now, 0..1. What is taken away is CPU time, of which one that sleeps between its writes has some to spare.
   */
  readonly keeps: () => number;
  /** True while it may still be slowed further. */
  readonly mayRise: () => boolean;
  readonly percent: () => number;
  /** Tells of a pass that has ended. */
  readonly passEnded: (pass: { readonly ms: number; readonly sentBytes: number; readonly dirtiedBytes: number }) => void;
  /** It may slow the guest from now on (a rung of the ladder). */
  readonly letGo: () => void;
}

/** A guest that is not slowed yet. `on` false = not before `letGo`. `busyShare`: of its busiest CPU, above 0 to 1. */
export function throttleModel(
  options: Pick<MigrationOptions, "autoConvergeInitialPercent" | "autoConvergeIncrementPercent">,
  on: boolean,
  busyShare: number,
): ThrottleModel {
  let active = on;
  let percent = 0;
  let high = 0;
  return {
    keeps: () => (busyShare < CPU_BOUND ? 1 : Math.min(1, (1 - percent / 100) / busyShare)),
    mayRise: () => active && percent < MOST,
    percent: () => percent,
    passEnded({ ms, sentBytes, dirtiedBytes }) {
      if (!active || ms < LOOK_MS || dirtiedBytes <= TRIGGER_SHARE * sentBytes) return;
      high += 1;
      if (high < 2) return;
      high = 0;
      percent =
        percent === 0
          ? (options.autoConvergeInitialPercent ?? INITIAL)
          : Math.min(MOST, percent + (options.autoConvergeIncrementPercent ?? INCREMENT));
    },
    letGo: () => {
      active = true;
    },
  };
}
