import type { DomainDisk } from "../../model/domain.ts";
import { testChoices } from "../test-support/choices.ts";
import { chosen, cloning, copying, images } from "../test-support/chosen.ts";
import { labDomain, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageCopyDiskKind } from "./storage-copy-disk-kind.ts";

const [disk] = labDomain("db02").disks as [DomainDisk];
const cd: DomainDisk = { ...disk, target: "sda", device: "cdrom", readonly: true, source: null };
const copied = (differs: Partial<DomainDisk>, options = copying()): Patch => ({
  guest: "db02",
  domain: { disks: [{ ...disk, ...differs }] },
  options,
  probes: images(),
});

testRule(storageCopyDiskKind, [
  ["nobody has chosen", { guest: "db02" }, "not-applicable no-copy"],
  ["chosen, but no copy in a live migration", { options: chosen({ copiedDisks: ["vda"] }) }, "not-applicable no-copy"],
  ["a file", copied({}), "pass all-chosen"],
  ["an empty drive beside it", { ...copied({}), domain: { disks: [disk, cd] } }, "pass some-excluded"],
  ["an empty drive", copied({ source: null }), "block empty"],
  ["read-only", copied({ readonly: true }), "block read-only"],
  ["read-only, copied as a file", copied({ readonly: true }, copying({ mode: "offline" })), "pass all-chosen"],
  ["a floppy", copied({ device: "floppy" }), "block removable"],
  ["a block device", copied({ type: "block", source: "/dev/vg/db02" }), "block block-device"],
  ["rbd", copied({ type: "network", source: "rbd:pool/db02" }), "block network"],
  ["a pool's volume", copied({ type: "volume", source: "default/db02" }), "block volume"],
  ["a folder", copied({ type: "dir", source: "/srv" }), "block not-a-file"],
  ["transient", copied({ transient: true }), "block transient"],
  ["shareable", copied({ shareable: true }), "block shareable"],
  ["gone", { ...copied({}), probes: images({ vda: { source: { exists: false } } }) }, "block missing-at-source"],
  [
    "not readable",
    { ...copied({}), probes: images({ vda: { source: { problem: "Permission denied" } } }) },
    "unknown unreadable",
  ],
  ["not all looked at", { ...copied({}), probes: images({}) }, "unknown unreadable"],
  ["not looked at", { ...copied({}), probes: {} }, "unknown not-probed"],
]);

testChoices(storageCopyDiskKind, [
  ["leave it", copied({ type: "block", source: "/dev/vg/db02" }), ["leave vda"]],
  [
    "leave all that cannot be copied",
    {
      ...copied({}, copying({ copiedDisks: ["vda", "vdb", "vdc"] })),
      domain: { disks: [disk, { ...disk, target: "vdb", shareable: true }, { ...disk, target: "vdc", transient: true }] },
    },
    ["leave vdb vdc"],
  ],
  ["a clone needs all of them", copied({ type: "block" }, cloning()), []],
]);
