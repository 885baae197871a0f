import { describe, expect, it } from "vitest";
import { readFiles } from "./files.ts";
import { readListeningPorts } from "./ports.ts";
import { readKnownKeys } from "./ssh.ts";
import { readStorageLines } from "./storage-lines.ts";

describe("answers of the probes' scripts", () => {
  it("reads what a storage script saw, wrote and read", () => {
    const seen = readStorageLines(
      [
        "Welcome to hv1",
        "see 0 file 12 100 65024 65024 + - ext4 /dev/vda[/a\\x20b] -",
        "wrote 0 3",
        "read 0 abcd",
        "size 0 101",
      ].join("\n"),
    );
    expect(seen.get(0)).toEqual({
      side: { kind: "file", inode: "12", sizeBytes: 100, fsType: "ext4", fsSource: "/dev/vda[/a\\x20b]", deviceId: null },
      hasFolder: true,
      readOnlyMount: false,
      inFolder: true,
      group: 3,
      read: "abcd",
      sizeAfterBytes: 101,
    });
  });

  it("takes nothing for granted when fields are missing", () => {
    const seen = readStorageLines("see 0\nsee 1 missing - - - - - - - - -\nsee x file 1 1 1 1\nwrote 2 -\nread 3\n");
    expect(seen.get(0)).toMatchObject({ side: { kind: "missing" }, inFolder: false, group: null });
    expect(seen.get(1)).toMatchObject({ hasFolder: false, inFolder: false });
    expect(seen.get(2)).toMatchObject({ group: null });
    expect(seen.get(3)).toMatchObject({ read: "" });
    expect(seen.size).toBe(4);
  });

  it("finds listening ports only", () => {
    const text = [
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
      "   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1",
      "   1: 0B014D0A:C000 0C014D0A:9C40 01 00000000:00000000 00:00000000 00000000     0        0 1 1",
      "   0: 00000000000000000000000000000000:C001 00000000000000000000000000000000:0000 0A 00000000:00000000 00:0 0 0",
    ].join("\n");
    expect([...readListeningPorts(text)]).toEqual([22, 49153]);
  });

  it("reads known keys without names, comments and marked lines", () => {
    const text =
      "# Host hv2 found: line 1 \nhv2,10.77.1.12 ssh-ed25519 AAAA comment\n@revoked hv2 ssh-rsa BBBB\n|1|x=|y= ssh-rsa CCCC\n";
    expect(readKnownKeys(text)).toEqual(["ssh-ed25519 AAAA", "ssh-rsa CCCC"]);
    expect(readKnownKeys("")).toEqual([]);
  });

  it("reads files back onto the paths that were asked for", () => {
    const seen = readFiles("0 + + - 12\n1 - - - -\n7 + + + 1\nnoise\n", ["/a", "/b"]);
    expect(seen.get("/a")).toEqual({ exists: true, readable: true, executable: false, sizeBytes: 12 });
    expect(seen.get("/b")).toEqual({ exists: false, readable: false, executable: false, sizeBytes: null });
    expect(seen.size).toBe(2);
  });
});
