/**
 * While nothing was learned of a link, ms: ssh, libvirt and QEMU at the destination before the first byte; the switch and the look at both hosts after the last.
 * Measured on hosts at rest 0.6 and 0.4 s, on overloaded ones 2 to 3 s.
 */
export const ASSUMED_MS = { setUp: 1_200, switch: 600 } as const;
