import { describe, expect, it } from "vitest";
import { readImageLines } from "./image-lines.ts";
import { readMemoryBacking } from "./memory-backing.ts";
import { readTraits } from "./traits.ts";

const info = (differs: object = {}) =>
  JSON.stringify({ filename: "/a", format: "qcow2", "virtual-size": 1024, "actual-size": 512, ...differs });

describe("what the hosts say of images", () => {
  it("reads a plain image and its folder", () => {
    const seen = readImageLines(`Welcome\nsee 0 file + + 1000 65024 12 1700000000 512\ninfo 0 ${info()}\n`, ["/a"]);
    expect(seen.get("/a")).toEqual({
      image: {
        path: "/a",
        exists: true,
        kind: "file",
        format: "qcow2",
        virtualSizeBytes: 1024,
        actualSizeBytes: 512,
        backingPath: null,
        backingFormat: null,
        problem: null,
      },
      folder: { exists: true, writable: true, availableBytes: 1000, filesystem: "65024" },
      chain: [],
      version: "12 1700000000 512",
      sizeBytes: 512,
    });
  });

  it("reads a chain from the image down to its base", () => {
    const top = { filename: "/a", format: "qcow2", "virtual-size": 8, "backing-filename": "b", "full-backing-filename": "/d/b" };
    const chain = [top, { filename: "/d/b", format: "qcow2", "virtual-size": 8 }, { filename: "/d/c", format: "raw" }];
    const seen = readImageLines(`see 0 file + + 1 1 1 1 1\ninfo 0 ${JSON.stringify(chain)}\n`, ["/a"]).get("/a");
    expect(seen?.image).toMatchObject({ backingPath: "/d/b", backingFormat: "qcow2", actualSizeBytes: null });
    expect(seen?.chain).toEqual([
      { path: "/d/b", format: "qcow2" },
      { path: "/d/c", format: "raw" },
    ]);
  });

  it("knows nothing, a link to nowhere and a device apart", () => {
    const text = "see 0 missing - - - - - - -\nsee 1 other + - 5 1 - - -\nsee 2 block + + 5 1 7 8 0\n";
    const seen = readImageLines(text, ["/n", "/l", "/dev/sdb"]);
    expect(seen.get("/n")).toMatchObject({
      image: { exists: false, kind: null },
      folder: { exists: false, availableBytes: null },
    });
    expect(seen.get("/l")).toMatchObject({ image: { exists: true, kind: "other" }, version: null });
    expect(seen.get("/dev/sdb")).toMatchObject({ image: { exists: true, kind: "block" }, version: null });
  });

  it.each([
    ["problem 0 qemu-img: Could not open '/a': Permission denied", "qemu-img: Could not open '/a': Permission denied"],
    ["info 0 not json", "qemu-img info gave no format and size"],
    [`info 0 ${info({ "virtual-size": -1 })}`, "qemu-img info gave no format and size"],
    [`info 0 ${info({ format: 7 })}`, "qemu-img info gave no format and size"],
  ])("%s is a problem, not an image", (line, problem) => {
    const seen = readImageLines(`see 0 file + + 1 1 1 1 1\n${line}\n`, ["/a"]).get("/a");
    expect(seen?.image).toMatchObject({ exists: true, format: null, virtualSizeBytes: null, problem });
  });

  it("says nothing of paths that nobody asked for, and of broken lines", () => {
    expect(readImageLines("see 3 file + + 1 1 1 1 1\nsee 0 file +\ninfo 0 {}\n", ["/a"]).size).toBe(0);
  });
});

describe("what a host offers", () => {
  it("reads all that is said", () => {
    const traits = readTraits(
      "online 0-3,6\nuffd 0\nuffd-device +\nqemu-user libvirt-qemu\nroute br0 25000\nsave-room 4096\ntool qemu-img\ntool ssh\ndevice 0000:01:00.0\ndevice 1d6b:0002\n",
    );
    expect(traits).toEqual({
      onlineCpus: "0-3,6",
      unprivilegedUserfaultfd: 0,
      userfaultfdDevice: true,
      qemuUser: "libvirt-qemu",
      route: { device: "br0", mbitPerSec: 25_000 },
      saveRoomBytes: 4096,
      tools: ["qemu-img", "ssh"],
      devices: new Set(["0000:01:00.0", "1d6b:0002"]),
    });
  });

  it.each([
    ["nothing", ""],
    ["empty answers", "online \nuffd \nqemu-user \n"],
    ["nonsense", "online all\nuffd yes\nroute \n"],
  ])("takes nothing for granted: %s", (_what, text) => {
    expect(readTraits(text)).toMatchObject({
      onlineCpus: null,
      unprivilegedUserfaultfd: null,
      userfaultfdDevice: false,
      qemuUser: null,
      route: null,
      saveRoomBytes: null,
      tools: [],
    });
  });

  it.each(["route br0 -1", "route br0 "])("knows no speed from %j", (line) => {
    expect(readTraits(line).route).toEqual({ device: "br0", mbitPerSec: null });
  });
});

describe("how a guest's memory is backed", () => {
  it.each([
    ["", []],
    ["<memoryBacking><nosharepages/></memoryBacking>", []],
    ["<memoryBacking><hugepages/><locked/></memoryBacking>", ["hugepages", "locked"]],
    ["<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>", ["memfd", "shared"]],
    ["<memoryBacking><source type='anonymous'/><access mode='private'/></memoryBacking>", []],
  ])("%s", (element, kinds) => {
    expect(readMemoryBacking(`<domain>${element}</domain>`)).toEqual({ known: true, value: { kinds } });
  });
  it("is not known from other text", () => expect(readMemoryBacking("error: no domain").known).toBe(false));
});
