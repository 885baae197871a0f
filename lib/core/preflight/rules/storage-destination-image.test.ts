import { testActions } from "../test-support/choices.ts";
import { copying, images, type PairPatch } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageDestinationImage } from "./storage-destination-image.ts";

const there = (patch: PairPatch): Patch => ({ guest: "db02", options: copying(), probes: images({ vda: patch }) });

testRule(storageDestinationImage, [
  ["no copy", { guest: "db02" }, "not-applicable no-copy"],
  ["free", there({}), "pass free"],
  ["a file of that name", there({ destination: { exists: true, kind: "file", format: "qcow2" } }), "block exists"],
  ["a link that leads nowhere", there({ destination: { exists: true, kind: "other" } }), "block exists"],
  ["a raw device", there({ destination: { exists: true, kind: "block", format: "raw" } }), "block device"],
  ["no folder", there({ folder: { exists: false, writable: false, availableBytes: null } }), "block no-folder"],
  ["a read-only file system", there({ folder: { writable: false } }), "block folder-not-writable"],
  ["not looked at", { guest: "db02", options: copying() }, "unknown not-probed"],
  ["not all looked at", { guest: "db02", options: copying(), probes: images({}) }, "unknown not-probed"],
]);

testActions(storageDestinationImage, [
  ["makes the folder", there({ folder: { exists: false } }), { kind: "create-folder", path: "/var/lib/libvirt/images" }],
  ["never over a file", there({ destination: { exists: true, kind: "file" } }), undefined],
]);
