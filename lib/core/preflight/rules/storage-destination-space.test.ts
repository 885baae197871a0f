import { copying, images, type PairPatch } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageDestinationSpace } from "./storage-destination-space.ts";

/** vda takes 70 MiB of 160. */
const room = (mib: number | null, differs: PairPatch = {}): Patch => ({
  guest: "db02",
  options: copying(),
  probes: images({ vda: { folder: { availableBytes: mib === null ? null : mib * 1_048_576 }, ...differs } }),
});
const two = (filesystem: string, mib: number): Patch => ({
  guest: "mix03",
  options: copying({ copiedDisks: ["vda", "vdb"] }),
  probes: images({
    vda: { folder: { availableBytes: mib * 1_048_576 } },
    vdb: { folder: { availableBytes: mib * 1_048_576, path: "/srv/other", filesystem } },
  }),
});

testRule(storageDestinationSpace, [
  ["no copy", { guest: "db02" }, "not-applicable no-copy"],
  ["plenty", room(500), "pass fits"],
  ["exactly the virtual size", room(160), "pass fits"],
  ["less than the virtual size", room(159), "warn may-not-fit"],
  ["exactly what it takes", room(70), "warn may-not-fit"],
  ["less than it takes", room(69), "block too-little"],
  ["two disks on one file system", two("65024", 300), "warn may-not-fit"],
  ["two disks on one small file system", two("65024", 130), "block too-little"],
  ["two disks on two file systems", two("65025", 170), "pass fits"],
  ["with a backing file that goes along", room(200, { missingBytes: 150 * 1_048_576 }), "block too-little"],
  ["room not known", room(null), "unknown unreadable"],
  ["size not known", room(500, { source: { actualSizeBytes: null } }), "unknown unreadable"],
  ["not looked at", { guest: "db02", options: copying() }, "unknown not-probed"],
]);
