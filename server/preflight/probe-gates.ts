import { createKeyedGates, type KeyedGates } from "./keyed-gates.ts";

/** How many probes may do the same thing to a host at once, whoever runs them. */
export interface ProbeGates {
  /** Logins from other hosts, by destination. */
  readonly arrivals: KeyedGates;
  /** Listeners of ours, by destination. */
  readonly listeners: KeyedGates;
}

/** Each probe may log in to the destination; sshd begins to drop newcomers at ten that have not authenticated yet (MaxStartups). */
const ARRIVALS_PER_DESTINATION = 4;

/** New gates: one listener at a time stands on a destination. */
export function createProbeGates(): ProbeGates {
  return { arrivals: createKeyedGates(ARRIVALS_PER_DESTINATION), listeners: createKeyedGates(1) };
}
