/** While nothing was learned of a link, ms: ssh, libvirt and QEMU at the destination before the first byte; the switch and the look at both hosts after the last. */
export const ASSUMED_MS = { setUp: 2_000, switch: 1_000 } as const;
