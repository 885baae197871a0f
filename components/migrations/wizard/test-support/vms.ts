import { domainOf } from "@/components/findings/test-support/hosts.ts";
import type { Domain, DomainDisk } from "@/lib/contract/index.ts";

export const VM = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11";
export const MAC = "52:54:00:00:00:01";

/** A disk for tests: a local qcow2 file. */
export const disk = (target: string, change: Partial<DomainDisk> = {}): DomainDisk => ({
  target,
  bus: "virtio",
  type: "file",
  device: "disk",
  source: `/srv/${target}.qcow2`,
  format: "qcow2",
  cache: "none",
  readonly: false,
  shareable: false,
  transient: false,
  capacityBytes: { known: true, value: 2 ** 30 },
  allocationBytes: { known: true, value: 2 ** 20 },
  sharing: "local",
  sharingReason: [],
  backingFiles: [],
  ...change,
});

const nic = { mac: MAC, type: "bridge" as const, source: "br0", model: "virtio", portgroup: null };
/** A VM for tests. */
export const vm = (change: Partial<Domain> = {}) => domainOf("h_1111111111", VM, "web01", change);
/** Without disks and network cards. */
export const plain = vm();
/** One local disk, one shared, an empty drive, two network cards. */
export const rich = vm({
  disks: [disk("vda"), disk("vdb", { sharing: "shared" }), disk("sda", { device: "cdrom", source: null })],
  nics: [nic, { ...nic, mac: "52:54:00:00:00:02" }],
});
/** The same, shut off. */
export const off = vm({ ...rich, state: "shut-off" });
