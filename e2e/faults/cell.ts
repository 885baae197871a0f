import type { Copies } from "../../lab/checker/index.ts";
import type { Trial } from "./parts/trial.ts";

/** Phases as the page names them, and the two moments before the first and around all of them. */
export const PHASES = [
  "before",
  "preparing",
  "block-copy",
  "file-copy",
  "pre-copy",
  "switchover",
  "post-copy",
  "verifying",
  "any",
] as const;
export type CellPhase = (typeof PHASES)[number];

/** What must be so in the end. Lists name every answer that is right, where it depends on who was first. */
export interface Expected {
  readonly copies: Copies | readonly Copies[];
  /** Where the one copy is, by the host's name; absent where it may be on either. */
  readonly on?: string;
  readonly record?: {
    readonly state?: string | readonly string[];
    readonly verdict?: string | readonly string[];
    readonly code?: string | readonly string[];
    /** The last word of the key: "stopped", "abort-too-late" ... */
    readonly attention?: string;
  };
  /** A fault of the checker's that is right here. */
  readonly mayBe?: RegExp;
  /** The guest began anew meanwhile, so that its counter did, too. */
  readonly booted?: true;
}

/** One cell of the matrix: a fault in a phase. */
export interface FaultCell {
  /** For `--only`; unique. */
  readonly name: string;
  /** Numbers in `rows.ts`. */
  readonly rows: readonly number[];
  readonly phase: CellPhase;
  readonly fault: string;
  readonly guest: string;
  /** Part of the quick form. */
  readonly quick?: true;
  /** Begins the migration, brings it into the phase, throws the fault, waits for the end. Throws when the phase is not reached. */
  run(trial: Trial): Promise<Expected>;
}
