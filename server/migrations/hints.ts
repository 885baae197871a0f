import type { JobInfo } from "../../lib/core/facts/domjobinfo.ts";

/** What libvirt's events told since the watching began; times by the server's clock. */
export interface Hints {
  /**
   * When the guest was stopped on the source. For the switch as a rule, but libvirt says the same words when somebody suspends a guest that is
   * being migrated (9.0, seen on the lab).
   */
  stoppedAtMs: number | null;
  /** When it went on at the destination without all of its memory. */
  postCopyAtMs: number | null;
  /** A side said that its post-copy broke, and neither that it goes on. */
  postCopyFailed: boolean;
  /** The domain left the source, or its job was completed: the end is near. */
  ending: boolean;
  /** libvirt's closing figures, which after a post-copy no host keeps. */
  completed: JobInfo | null;
}

export interface Listening {
  readonly hints: Hints;
  readonly stop: () => void;
}

/** Nothing heard yet. */
export function noHints(): Hints {
  return { stoppedAtMs: null, postCopyAtMs: null, postCopyFailed: false, ending: false, completed: null };
}
