import { describe, expect, it } from "vitest";
import { sharingByFilesystem, sharingWithProofs } from "./disk-sharing.ts";
import { parseFindmnt } from "./filesystem.ts";
import { splitSections } from "./sections.ts";
import { collected } from "./test-support/fixture.ts";

const fs = (type: string, boundSubfolder = false) => ({ type, source: "x", boundSubfolder });
const file = { type: "file", source: "/a/b.qcow2" };

describe("sharing of a disk", () => {
  it("tells a mount of its own from a mounted subfolder", () => {
    expect(parseFindmnt(collected("findmnt-images.hv1.json"))).toMatchObject({ type: "ext4", boundSubfolder: false });
    expect(parseFindmnt(collected("findmnt-shared.hv1.json"))).toMatchObject({ type: "ext4", boundSubfolder: true });
    expect(parseFindmnt("findmnt: unknown option")).toBeNull();
  });

  it.each([
    ["nfs", file, fs("nfs4"), "shared"],
    ["own ext4", file, fs("ext4"), "local"],
    ["bind mount of ext4", file, fs("ext4", true), "unknown"],
    ["bind mount of nfs", file, fs("nfs4", true), "shared"],
    ["btrfs subvolume", file, fs("btrfs", true), "local"],
    ["unknown filesystem", file, fs("fuse.odd"), "unknown"],
    ["unreadable", file, null, "unknown"],
    ["rbd", { type: "network", source: "rbd:pool/image" }, null, "shared"],
    ["block device", { type: "block", source: "/dev/sdb" }, null, "unknown"],
    ["empty drive", { type: "file", source: null }, fs("ext4"), "unknown"],
  ])("%s", (_, disk, filesystem, sharing) => {
    expect(sharingByFilesystem(disk, filesystem).sharing).toBe(sharing);
  });

  it("is upgraded by proofs, never by guesses", () => {
    const unknown = {
      sharing: "unknown",
      reason: [{ key: "domains.sharingReason.bindMount", values: { kind: "ext4" } }],
    } as const;
    const proof = (otherHostName: string, shared: boolean) => ({ otherHostName, shared, reason: "nonce" });
    expect(sharingWithProofs(unknown, [proof("hv3", false), proof("hv2", true)], 2)).toEqual({
      sharing: "shared",
      reason: [{ key: "domains.sharingReason.provenWith", values: { hosts: "hv2" } }],
    });
    expect(sharingWithProofs(unknown, [proof("hv3", false)], 2)).toMatchObject({ sharing: "unknown" });
    expect(sharingWithProofs(unknown, [proof("hv2", false), proof("hv3", false)], 2)).toMatchObject({ sharing: "local" });
    expect(sharingWithProofs(unknown, [], 2)).toEqual(unknown);
  });
});

describe("splitSections", () => {
  it("cuts at the nonce and nowhere else", () => {
    const output = "noise\nN begin a\nx\nM end 0\nN end 3\nN begin b\nN end 0\nN begin cut\nhalf";
    const sections = splitSections(output, "N");
    expect([...sections]).toEqual([
      ["a", { text: "x\nM end 0", status: 3 }],
      ["b", { text: "", status: 0 }],
    ]);
  });
});
