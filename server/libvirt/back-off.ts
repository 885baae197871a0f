import type { HostProblemCode } from "../../lib/core/model/host.ts";

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const BLOCKED_MS = 30_000;

/** Problems that only an admin can end; asking often would only fill the host's log and trip fail2ban. */
export function isBlocked(code: HostProblemCode): boolean {
  return code === "host-key-changed" || code === "auth-failed";
}

/**
 * Wait in ms before the next connection attempt: 0.5 s doubling to 30 s, of which a random half is taken off so that many hosts that
 * went away together do not come back together; 30 to 60 s when blocked.
 * `failures` counts the attempts that failed in a row, from 1; `random` is in 0..1.
 */
export function backOffMs(code: HostProblemCode, failures: number, random: number): number {
  if (isBlocked(code)) return Math.round(BLOCKED_MS * (1 + random));
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(longest * (1 - random / 2));
}
