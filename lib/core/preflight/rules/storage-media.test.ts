import type { DomainDisk } from "../../model/domain.ts";
import type { FileSeen } from "../probes.ts";
import { testActions } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { done, labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageMedia } from "./storage-media.ts";

const [disk] = labDomain("web01").disks as [DomainDisk];
const iso: DomainDisk = { ...disk, device: "cdrom", readonly: true, target: "sda", source: "/iso/debian.iso" };
const file = (differs: Partial<FileSeen>): FileSeen => ({
  exists: true,
  readable: true,
  executable: false,
  sizeBytes: 1,
  ...differs,
});
const cd = (seen: FileSeen, device: DomainDisk["device"] = "cdrom"): Patch => ({
  domain: { disks: [{ ...iso, device }] },
  probes: { files: done(new Map([["/iso/debian.iso", seen]])) },
});

testRule(storageMedia, [
  ["no drive", {}, "not-applicable none"],
  ["an empty drive", { domain: { disks: [{ ...iso, source: null }] } }, "not-applicable none"],
  ["the ISO is there", cd(file({})), "pass present"],
  ["the ISO is not there", cd(file({ exists: false, readable: false })), "block missing"],
  ["a read-only disk is not there", cd(file({ exists: false }), "disk"), "block missing"],
  ["ours to see, not to read", cd(file({ readable: false })), "unknown unreadable"],
  ["not looked for", { domain: { disks: [iso] }, probes: { files: { kind: "pending" } } }, "unknown not-probed"],
  [
    "the ISO is copied",
    { ...cd(file({ exists: false })), options: chosen({ mode: "offline", copiedDisks: ["sda"] }) },
    "not-applicable none",
  ],
]);

testActions(storageMedia, [
  ["ejects it", cd(file({ exists: false })), { kind: "eject-media", target: "sda" }],
  ["not a disk", cd(file({ exists: false }), "disk"), undefined],
]);
