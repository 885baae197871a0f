/** Addresses and names: each with its default and one sentence. */
export const fields = {
  newName: {
    label: "Name at the destination",
    default: "as it is",
    hint: "Give one if the name is taken there.",
  },
  cloneName: {
    label: "Name of the copy",
    default: "{name}",
    hint: "The copy is a VM of its own and cannot have the original's name.",
  },
  graphics: {
    label: "Listen address of the console",
    default: "as it is",
    hint: "Where VNC or SPICE listens at the destination. 0.0.0.0 and :: mean every address.",
  },
  tlsName: {
    label: "Name in the destination's certificate",
    default: "the address that is used",
    hint: "Only if the certificate has another name.",
  },
  migrateAddress: {
    label: "Migration address",
    default: "what the destination calls itself",
    hint: "Another address of the destination for memory, for example in a migration network of its own.",
  },
  listen: {
    label: "Listen address",
    default: "all addresses",
    hint: "On which of its own addresses the destination waits for the data.",
  },
  disksSocket: {
    label: "Disk socket",
    default: "none, disks go over TCP",
    hint: "A UNIX socket on a path that both hosts share. Not with TLS.",
  },
  cpus: {
    label: "Host CPUs for QEMU's own threads",
    default: "as they are",
    hint: "As libvirt writes them: 0-3,8. Set on the source while the migration runs, put back after it.",
  },
  ping: {
    label: "Address of the guest to ping",
    default: "none",
    hint: "This server pings it while the VM moves and says how long it was silent. IPv4 or IPv6.",
  },
};
