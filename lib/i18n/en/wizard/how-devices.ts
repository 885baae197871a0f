/** What the VM's devices are plugged into at the destination, and devices that cannot travel. */
export const devices = {
  noNics: "This VM has no network card.",
  keep: "As it is: {type} {name}",
  keepOther: "As it is: {type}",
  target: "Plug {mac} into",
  other: "Something else…",
  otherType: "Kind",
  otherName: "Name",
  types: {
    bridge: "bridge",
    network: "network",
    direct: "interface (macvtap)",
    ethernet: "ethernet",
    hostdev: "passed-through device",
    user: "user network",
    other: "other",
  },
  choice: "{type} {name}",
  unplugHint:
    "A device that belongs to the host cannot travel. It is unplugged before the migration, and an equivalent one is plugged in at the destination. If the migration fails, the device is put back on the source.",
  bonding: "In the guest, bond such a card with a virtio one (or use failover), so that the network stays up while it is away.",
  untested: "SR-IOV and GPU devices were tested by their plan and XML only, not on real hardware.",
  unplug: "Unplug {device} while it moves",
  nicDevice: "network card {mac} ({type})",
  hostDevice: "{type} device {address}",
  replacement: "Equivalent at the destination for {device}",
  replacementHint:
    "PCI address, vendor:product, mdev UUID, or the name of a bridge or interface. Empty: the VM goes on without it.",
  none: "This VM has no device that could be unplugged.",
};
