/** What the running definition says of the guest's memory, in libvirt's words: hugepages, locked, shared, memfd, file. */
export interface MemoryBacking {
  readonly kinds: readonly string[];
}

/** How a name or address that an admin typed is resolved on the source. */
export interface NameReach {
  readonly name: string;
  /** Empty = does not resolve. */
  readonly addresses: readonly string[];
}

/** What some options need of a host, beside the inventory's facts. */
export interface HostTraits {
  /** The kernel's list of CPUs that are on: "0-7,9"; null = not readable. */
  readonly onlineCpus: string | null;
  /** vm.unprivileged_userfaultfd: 1 = everybody may; null = the kernel does not have the setting. */
  readonly unprivilegedUserfaultfd: number | null;
  /** /dev/userfaultfd is there and everybody may open it. */
  readonly userfaultfdDevice: boolean;
  /** The user that QEMU runs as; null = neither qemu.conf nor a running QEMU told. */
  readonly qemuUser: string | null;
  /** Interface that leads to the other host, and its speed in Mbit/s when it has one. */
  readonly route: { readonly device: string; readonly mbitPerSec: number | null } | null;
  /** Room in libvirt's folder for saved guests, bytes. */
  readonly saveRoomBytes: number | null;
  /** Programs of those that copies need which are there. */
  readonly tools: readonly string[];
  /** PCI addresses, vendor:product of USB, mdev UUIDs and network devices. */
  readonly devices: ReadonlySet<string>;
}
