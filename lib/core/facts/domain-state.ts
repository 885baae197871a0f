import type { DomainState } from "../model/domain.ts";

/** virDomainState by its number, with what `virsh domstate` calls it and virDomain*Reason by number in virsh's words. */
const STATES: readonly { readonly state: DomainState; readonly word: string; readonly reasons: readonly string[] }[] = [
  { state: "no-state", word: "no state", reasons: [] },
  {
    state: "running",
    word: "running",
    reasons: [
      "unknown",
      "booted",
      "migrated",
      "restored",
      "from snapshot",
      "unpaused",
      "migration canceled",
      "save canceled",
      "event wakeup",
      "crashed",
      "post-copy",
      "post-copy failed",
    ],
  },
  { state: "blocked", word: "idle", reasons: [] },
  {
    state: "paused",
    word: "paused",
    reasons: [
      "unknown",
      "user",
      "migrating",
      "saving",
      "dumping",
      "I/O error",
      "watchdog",
      "from snapshot",
      "shutting down",
      "creating snapshot",
      "crashed",
      "starting up",
      "post-copy",
      "post-copy failed",
      "api error",
    ],
  },
  { state: "shutting-down", word: "in shutdown", reasons: ["unknown", "user"] },
  {
    state: "shut-off",
    word: "shut off",
    reasons: ["unknown", "shutdown", "destroyed", "crashed", "migrated", "saved", "failed", "from snapshot", "daemon"],
  },
  { state: "crashed", word: "crashed", reasons: ["unknown", "panicked"] },
  { state: "pm-suspended", word: "pmsuspended", reasons: [] },
];

export interface StateAndReason {
  readonly state: DomainState;
  /** In virsh's words; "unknown" when libvirt gives none. */
  readonly reason: string;
}

/** `state.state` and `state.reason` of domstats as words; a number that this list does not know is said as a number. */
export function domainStateFromNumbers(state: number, reason: number): StateAndReason {
  const entry = STATES[state];
  if (!entry) return { state: "no-state", reason: `state ${state}` };
  return { state: entry.state, reason: entry.reasons[reason] ?? (reason === 0 ? "unknown" : `reason ${reason}`) };
}

/** Reads `virsh domstate --reason`, e.g. "paused (I/O error)"; null when it is something else. */
export function parseDomstate(text: string): StateAndReason | null {
  const line = text.trim();
  const match = /^([a-z ]{1,20}?)(?: \(([^()\n]{1,80})\))?$/.exec(line);
  const entry = STATES.find((candidate) => candidate.word === match?.[1]);
  return entry ? { state: entry.state, reason: match?.[2] ?? "unknown" } : null;
}
