/** Switches: each with its default and one sentence. */
export const switches = {
  converge: {
    label: "Auto-converge",
    default: "off",
    hint: "QEMU slows the VM's CPUs step by step while it dirties memory faster than the link carries it.",
  },
  tls: {
    label: "Encrypt memory and disks (TLS)",
    default: "off",
    hint: "Both hosts need certificates that fit the address used. Costs CPU time on both.",
  },
  parallel: {
    label: "Several channels (multifd)",
    default: "off",
    hint: "Fills a fast link that one connection cannot fill.",
  },
  zeroCopy: {
    label: "Zero-copy sending",
    default: "off",
    hint: "The source's kernel sends pages without copying them. Needs several channels and locked memory; not with TLS or compression.",
  },
  syncWrites: {
    label: "Synchronous writes while disks are copied",
    default: "off",
    hint: "Each write of the VM reaches both hosts before it is done, so that the copy of a busy disk ends. Writes are slower meanwhile.",
  },
  tunnelled: {
    label: "Tunnel memory through libvirt's connection",
    default: "off",
    hint: "For hosts that reach each other by nothing but this connection. Slow, and neither with disk copy nor with post-copy.",
  },
  persist: {
    label: "Move the definition, too",
    default: "on for a persistent VM",
    hint: "Defined on the destination and undefined on the source, always both. Off: the VM is gone from the destination at its next shutdown, and the source keeps a definition that is shut off.",
    off: "This VM is transient: it has no stored definition that could move.",
  },
  newMacs: {
    label: "New MAC addresses for the copy",
    default: "on",
    hint: "Two VMs with one MAC address in one network disturb each other.",
  },
  paused: {
    label: "Leave it paused at the destination",
    default: "off",
    hint: "The VM arrives and stands still until you resume it.",
  },
};
