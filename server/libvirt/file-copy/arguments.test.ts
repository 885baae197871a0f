import { describe, expect, it } from "vitest";
import { readFileList } from "./list-files.ts";
import { pathsInDomainXml } from "./paths-in-xml.ts";
import { argumentsOf } from "./start-copy.ts";
import type { CopyRequest } from "./types.ts";

const GOOD: CopyRequest = {
  id: "m-1",
  files: [{ from: "/a/x", to: "/b/x" }],
  destination: { address: "192.0.2.7", port: 22, user: null },
  bandwidthMiBps: null,
};

describe("what a copy is asked for", () => {
  it("becomes arguments, with the file's own mode and owner unless told otherwise", () => {
    const [id, limit, , port, address, user, ...files] = argumentsOf(GOOD);
    expect([id, limit, port, address, user]).toEqual(["m-1", "0", "22", "192.0.2.7", "-"]);
    expect(files).toEqual(["/a/x", "/b/x", "0", "-", "-"]);
    const wish = { from: "/a", to: "/b/-rf", makeFolder: true, owner: { uid: 0, gid: 107 }, mode: "600" };
    const other = argumentsOf({
      ...GOOD,
      files: [wish],
      bandwidthMiBps: 1.5,
      destination: { ...GOOD.destination, user: "ferry" },
    });
    expect([other[1], ...other.slice(5)]).toEqual(["1572864", "ferry", "/a", "/b/-rf", "1", "0:107", "600"]);
  });

  it.each<[string, Partial<CopyRequest>]>([
    ["an id with a slash", { id: "../x" }],
    ["no files", { files: [] }],
    ["too many files", { files: Array.from({ length: 65 }, (_, at) => ({ from: "/a", to: `/b/${at}` })) }],
    ["two files for one place", { files: [...GOOD.files, { from: "/other", to: "/b/x" }] }],
    ["a relative path", { files: [{ from: "a", to: "/b" }] }],
    ["a newline", { files: [{ from: "/a", to: "/b\nc" }] }],
    ["a folder", { files: [{ from: "/a", to: "/b/" }] }],
    ["a folder by another name", { files: [{ from: "/a", to: "/b/.." }] }],
    ["a mode that is none", { files: [{ from: "/a", to: "/b", mode: "u+s" }] }],
    ["an owner that is none", { files: [{ from: "/a", to: "/b", owner: { uid: -1, gid: 0 } }] }],
    ["a negative bandwidth", { bandwidthMiBps: -1 }],
    ["paths that no command line holds", { files: [{ from: `/${"x".repeat(40_000)}`, to: "/b" }] }],
  ])("%s is refused", (_name, change) => {
    expect(() => argumentsOf({ ...GOOD, ...change })).toThrow(RangeError);
  });
});

describe("a folder's list", () => {
  it("holds regular files by name, counts the rest, and says when it is cut", () => {
    const text = "f 12 tpm2/state\0l 4 link\0f 0 a 'b' \0f 3 new\nline\0f 3 bad\uFFFD\0s 0 sock\0";
    expect(readFileList(text, "/x/")).toEqual({
      kind: "ok",
      files: [
        { path: "/x/tpm2/state", name: "tpm2/state", sizeBytes: 12 },
        { path: "/x/a 'b' ", name: "a 'b' ", sizeBytes: 0 },
      ],
      others: 4,
      truncated: false,
    });
    expect(readFileList("", "/x")).toEqual({ kind: "ok", files: [], others: 0, truncated: false });
    expect(readFileList("f 1 a\0f 1 b", "/x")).toMatchObject({ files: [{ name: "a" }], truncated: true });
    const many = Array.from({ length: 300 }, (_, at) => `f 1 ${at}\0`).join("");
    expect(readFileList(many, "/x")).toMatchObject({ others: 0, truncated: true });
  });
});

describe("the paths that a domain names", () => {
  it("are all of them, wherever they stand", () => {
    const xml = `<domain><os><nvram>/var/n &amp; m.fd</nvram><loader type="pflash">/usr/share/OVMF.fd</loader></os>
      <devices><disk><source file="/d/a b.qcow2"><x/></source><backingStore><source file="/d/base"/></backingStore></disk></devices></domain>`;
    const paths = pathsInDomainXml(xml);
    expect(paths).toMatchObject({ known: true });
    expect(paths.known && [...paths.value].sort()).toEqual(["/d/a b.qcow2", "/d/base", "/usr/share/OVMF.fd", "/var/n & m.fd"]);
    expect(pathsInDomainXml("<network/>")).toMatchObject({ known: false });
  });
});
