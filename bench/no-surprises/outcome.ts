/**
 * What preflight said: passed (warnings were acknowledged), unknown (some check could not be made, which was acknowledged, too), blocked.
 */
export type Said = "passed" | "unknown" | "blocked";

/**
 * cannot-start: a VM that is off has arrived whole, and does not start there. harmed: it was said to have succeeded, and the VM is not what it was. unsafe-only: libvirt refuses it by itself, and does it when it is told not to
 * look (`--unsafe`).
 */
export const HAPPENED = ["succeeded", "failed", "cannot-start", "harmed", "unsafe-only", "not-tried"] as const;
export type Happened = (typeof HAPPENED)[number];

/** What came of one way of moving a VM. */
export interface Attempt {
  readonly happened: Happened;
  /** libvirt's words, the kind of failure, or what was wrong after an end that looked well. */
  readonly words: string;
  /** The VM stands where it stood, whole. */
  readonly isUntouched: boolean;
}

export interface CaseResult {
  readonly index: number;
  readonly what: string;
  readonly said: Said;
  /** Rule and reason of what blocks, or could not be judged. */
  readonly rules: readonly string[];
  /** Of a pass: rule and reason of each warning that was acknowledged. */
  readonly warned: readonly string[];
  readonly happened: Happened;
  readonly words: string;
  readonly seconds: number;
}
