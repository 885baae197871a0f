import { describe, expect, it } from "vitest";
import { parseBlockList } from "./block-list.ts";
import { parsePlace } from "./parse-place.ts";
import { parseFiles, parseJobs } from "./parse-scan.ts";

describe("what a host says about a VM", () => {
  it("is no answer when it was cut off, or when libvirt did not speak", () => {
    expect(parsePlace("qemu \npresent no\n").reachable).toBe(false);
    expect(parsePlace("qemu 12\nsilent error: failed to connect\n")).toMatchObject({
      reachable: false,
      detail: "error: failed to connect",
    });
    expect(parsePlace("qemu \npresent yes\nstate error: gone\npersistent \njobrc 1\nend").reachable).toBe(false);
  });
  it("tells processes that libvirt does not know", () => {
    expect(parsePlace("qemu  159 7\npresent no\nend")).toMatchObject({ reachable: true, present: false, qemuPids: [159, 7] });
  });
});

describe("what a look for leftovers prints", () => {
  it("is read whole or not at all", () => {
    expect(parseJobs("job m-abcdefghijkl ended 12 1700000000000\n")).toBe(null);
    expect(parseJobs("job m-abcdefghijkl ended 0 1700000000000\njob ../x ended 1 1\nend 1700000001000\n")).toEqual({
      hostNowMs: 1_700_000_001_000,
      jobs: [{ jobId: "m-abcdefghijkl", state: "ended", pid: null, startedAtMs: 1_700_000_000_000 }],
    });
  });
  it("takes a file's name as it is, with spaces and newlines, and makes no second record of it", () => {
    const text = "part-folder 5 4096 17.5 /srv/a b\nimage 1 1 1.1 /etc/passwd--M--image 7 9 18.25 /srv/x--M--";
    expect(parseFiles(text, "--M--")).toEqual({
      files: [{ kind: "part-folder", inode: "5", bytes: "4096", changedAt: "17.5", path: "/srv/a b\nimage 1 1 1.1 /etc/passwd" }],
      images: [{ inode: "7", bytes: "9", changedAt: "18.25", path: "/srv/x" }],
    });
  });
});

it("reads the disks of domblklist, not the drives for media", () => {
  const text = [
    " Type   Device   Target   Source",
    "---------------------------------",
    " file   disk     vda      /srv/my disk.qcow2",
    " block  disk     vdb      /dev/sdb",
    " file   cdrom    sda      /srv/a.iso",
    " network disk    vdc      pool/image",
    " file   disk     vdd      -",
  ].join("\n");
  expect(parseBlockList(text)).toEqual(["/srv/my disk.qcow2", "/dev/sdb"]);
});
