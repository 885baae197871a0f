import { describe, expect, it } from "vitest";
import type { DomainDisk } from "../model/domain.ts";
import { copyRefusal, destinationPath, sharedDisks, writableDisks } from "./disks.ts";
import { diskOf } from "./test-support/plans.ts";

const CD = { device: "cdrom", readonly: true } as const;

describe("copyRefusal", () => {
  it.each<[string, Partial<DomainDisk>, string | null, string | null]>([
    ["a file", {}, null, null],
    ["a file for sharing by several VMs", { shareable: true }, null, null],
    ["a read-only file", { readonly: true }, "readonly", null],
    ["a CD image", CD, "removable", null],
    ["an empty drive", { ...CD, source: null }, "empty", "empty"],
    ["a floppy image", { device: "floppy" }, "removable", null],
    ["a block device", { type: "block", source: "/dev/vg/x" }, "block", "block"],
    ["a network disk", { type: "network", source: "rbd:pool/x" }, "network", "network"],
    ["a volume of a pool", { type: "volume", source: "default/x" }, "volume", "volume"],
    ["vhost-user", { type: "vhostuser", source: "/run/x.sock" }, "special", "special"],
    ["a transient disk", { transient: true }, "transient", "transient"],
  ])("%s", (_, changes, live, byFile) => {
    expect([copyRefusal(diskOf("vda", changes), "live"), copyRefusal(diskOf("vda", changes), "cold-copy")]).toEqual([
      live,
      byFile,
    ]);
  });
});

describe("which disks both hosts must share", () => {
  const disks = [
    diskOf("vda"),
    diskOf("vdb"),
    diskOf("vdc", { readonly: true }),
    diskOf("sda", CD),
    diskOf("fda", { source: null }),
  ];

  it("are those that the guest may write to and that are not copied", () => {
    expect(writableDisks({ disks }).map(({ target }) => target)).toEqual(["vda", "vdb"]);
    expect(sharedDisks({ disks }, ["vdb"]).map(({ target }) => target)).toEqual(["vda"]);
  });

  it("a chosen path is for its own disk only", () => {
    const paths = [{ target: "vdb", path: "/elsewhere/b" }];
    expect(disks.map((disk) => destinationPath(disk, paths))).toEqual([
      "/images/web01-vda.qcow2",
      "/elsewhere/b",
      "/images/web01-vdc.qcow2",
      "/images/web01-sda.qcow2",
      null,
    ]);
  });
});
