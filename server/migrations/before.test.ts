import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diskLines, movedDiskLines } from "./before.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../../lib/core/facts/fixtures/debian12-libvirt-9.0.0/${name}`, import.meta.url), "utf8");

describe("diskLines", () => {
  it("gives a line a disk, whatever the columns", () => {
    expect(diskLines(fixture("domblklist-details.mix03.txt"))).toEqual([
      "file disk vda /srv/shared/mix03-vda.qcow2",
      "file disk vdb /var/lib/libvirt/images/mix03-vdb.qcow2",
    ]);
  });
  it("leaves out the head that a virsh without -q prints", () => {
    const table = " Type   Device   Target   Source\n----------------\n file   disk     vda      /a\n";
    expect(diskLines(table)).toEqual(["file disk vda /a"]);
  });
});

it("expects the disks that were moved to another path there, and the others where they were", () => {
  const lines = diskLines(" file   disk   vda   /srv/a.qcow2\n file   disk   vdb   /srv/b.qcow2\n");
  const paths = [
    { target: "vdb", path: "/dev/vg/b c" },
    { target: "vdz", path: "/srv/z" },
  ];
  expect(movedDiskLines(lines, paths)).toEqual(["block disk vdb /dev/vg/b c", "file disk vda /srv/a.qcow2"]);
  expect(movedDiskLines(lines, [])).toEqual(lines);
});
