import { describe, expect, it } from "vitest";
import { proveStorage, type StorageObservation } from "./storage-proof.ts";
import type { StorageSide } from "./storage-seen.ts";

const side: StorageSide = { kind: "file", inode: "12", sizeBytes: 100, fsType: "ext4", fsSource: "/dev/vda", deviceId: null };
const nfs: StorageSide = { ...side, fsType: "nfs4", fsSource: "nas:/vms" };
const block: StorageSide = { ...side, kind: "block", inode: null, deviceId: "wwn-0x5000#" };
const good: StorageObservation = {
  source: side,
  sourceSizeAfterBytes: 100,
  destination: side,
  sameFilesystemAsFolder: true,
  sourceWrote: true,
  destinationHasFolder: true,
  destinationRead: true,
  destinationWrote: true,
  destinationReadOnlyMount: false,
  sourceRead: true,
};
const unseen = { destinationRead: false, destinationWrote: false, sourceRead: false };

describe("proof of shared storage", () => {
  it.each<[string, Partial<StorageObservation>, string]>([
    ["both nonces read, one inode", {}, "same-by-nonce"],
    ["same path, inode and size, but no nonce", unseen, "not-shared"],
    ["the destination's nonce does not come back", { sourceRead: false }, "not-shared"],
    ["the folder is shared, the file is another", { destination: { ...side, inode: "13" } }, "other-file"],
    ["a file mounted over the path", { sameFilesystemAsFolder: false }, "other-file"],
    ["the image grew while we looked", { sourceSizeAfterBytes: 140, destination: { ...side, sizeBytes: 120 } }, "same-by-nonce"],
    ["the image shrank while we looked", { sourceSizeAfterBytes: 60, destination: { ...side, sizeBytes: 60 } }, "same-by-nonce"],
    ["another size altogether", { destination: { ...side, sizeBytes: 90 } }, "size-differs"],
    [
      "no such folder there",
      { ...unseen, destinationHasFolder: false, destination: { ...side, kind: "missing" } },
      "missing-at-destination",
    ],
    ["a folder of its own there", { ...unseen, destination: { ...side, kind: "missing", inode: null } }, "not-shared"],
    [
      "the nonce is there, the image is not",
      { destination: { ...side, kind: "missing", inode: null } },
      "missing-at-destination",
    ],
    ["no image here", { source: { ...side, kind: "missing" } }, "missing-at-source"],
    ["we may not look", { destination: { ...side, kind: "hidden" } }, "not-writable"],
    ["we may not write here", { ...unseen, sourceWrote: false }, "not-writable"],
    ["we may not write there", { destinationWrote: false, sourceRead: false }, "not-writable"],
    [
      "mounted read-only there",
      { destinationWrote: false, sourceRead: false, destinationReadOnlyMount: true },
      "read-only-at-destination",
    ],
    ["one NFS export, not writable", { ...unseen, sourceWrote: false, source: nfs, destination: nfs }, "same-by-declaration"],
    [
      "two NFS exports, not writable",
      { ...unseen, sourceWrote: false, source: nfs, destination: { ...nfs, fsSource: "nas:/old" } },
      "not-writable",
    ],
    [
      "an NFS export and another inode",
      { ...unseen, sourceWrote: false, source: nfs, destination: { ...nfs, inode: "9" } },
      "other-file",
    ],
    ["one LUN", { source: block, destination: block }, "same-by-device-id"],
    ["two LUNs", { source: block, destination: { ...block, deviceId: "wwn-0x5001#" } }, "not-shared"],
    ["another partition of one LUN", { source: block, destination: { ...block, deviceId: "wwn-0x5000#2" } }, "not-shared"],
    [
      "a LUN without identity",
      { source: { ...block, deviceId: null }, destination: { ...block, deviceId: null } },
      "no-device-id",
    ],
    ["a device here, a file there", { source: block }, "other-file"],
    ["a device here, nothing there", { source: block, destination: { ...side, kind: "missing" } }, "missing-at-destination"],
  ])("%s", (_description, differs, outcome) => {
    expect(proveStorage({ ...good, ...differs }).outcome).toBe(outcome);
  });
});
