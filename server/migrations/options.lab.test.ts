import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labCheckDisks, labExec, labGuest, labReset, labStatus } from "../../lab/client.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { activeOn, virsh } from "./test-support/lab-looks.ts";
import { type LabRig, openLabRig } from "./test-support/lab-rig.ts";

/** Options of which each is one more word on the command: that real libvirt takes it, that the VM arrives, and that the word was there. */
let rig: LabRig;

beforeAll(async () => {
  await labReset();
  rig = await openLabRig();
});
afterAll(async () => {
  await rig?.close();
  await labReset();
});

const other = (host: string) => (host === "hv1" ? "hv2" : "hv1");

/** To the other host, from wherever it is now. */
async function move(guest: string, options: Partial<MigrationOptions>) {
  const [from = ""] = await activeOn(guest);
  const to = other(from);
  const { record } = await rig.ended((await rig.start(guest, to, options)).id);
  expect(record, JSON.stringify(record.result?.failure)).toMatchObject({ state: "succeeded", result: { exitCode: 0 } });
  expect(await activeOn(guest)).toEqual([to]);
  return { record, to, command: record.argv.join(" ") };
}

describe("an option of the memory copy", () => {
  it.each<[string, Partial<MigrationOptions>]>([
    ["--comp-methods xbzrle --comp-xbzrle-cache 16777216", { compression: { method: "xbzrle", cacheMiB: 16 } }],
    ["--comp-mt-level 1", { compression: { method: "mt", level: 1, threads: 2, decompressThreads: 2 } }],
    ["--parallel --parallel-connections 4", { parallelConnections: 4 }],
    ["--auto-converge-initial 30", { autoConverge: true, autoConvergeInitialPercent: 30, autoConvergeIncrementPercent: 20 }],
    ["--tunnelled", { tunnelled: true }],
    ["qemu+tcp://", { connection: "tcp" }],
    ["qemu+tls://", { connection: "tls" }],
    ["--postcopy-bandwidth 64", { postCopy: "by-hand", postCopyBandwidthMiBps: 64 }],
  ])("%s", async (words, options) => {
    expect((await move("web01", options)).command).toContain(words);
  });

  it("goes to another address and port, and listens where it is told to", async () => {
    const [from = ""] = await activeOn("web01");
    const host = (await labStatus()).hosts.find(({ name }) => name === other(from));
    const options = {
      migrateAddress: host?.migrationAddress ?? "",
      migratePort: 49_199,
      listenAddress: host?.migrationAddress ?? "",
    };
    expect((await move("web01", options)).command).toContain(`--migrateuri tcp://${host?.migrationAddress}:49199`);
  });
});

describe("where it arrives", () => {
  it("stays paused when that was asked for, and another name is its name there", async () => {
    const { uuid } = await labGuest("odd06");
    const { record, to } = await move("odd06", { suspendAtDestination: true, destinationName: "renamed 数据库" });
    expect(record.result?.truth.verdict).toBe("moved-paused");
    expect(await virsh(to, "domname", uuid)).toBe("renamed 数据库");
    expect(await virsh(to, "domstate", uuid)).toBe("paused");
  });

  it("is there for a time only when the definition stays behind", async () => {
    const { uuid } = await labGuest("busy04");
    const { to } = await move("busy04", { persistent: false, undefineSource: false });
    expect(await virsh(to, "dominfo", uuid)).toMatch(/Persistent: +no/);
    expect(await virsh(other(to), "domstate", uuid)).toBe("shut off");
  });
});

describe("an option of the disk copy", () => {
  const copy = (name: string) =>
    ({
      storageCopy: "full",
      copiedDisks: ["vda"],
      diskPaths: [{ target: "vda", path: `/var/lib/libvirt/images/${name}.qcow2` }],
    }) as const;

  it.each<[string, Partial<MigrationOptions>]>([
    ["--disks-port 49190", { disksPort: 49_190 }],
    ["--disks-uri unix:///srv/shared/disks.sock", { disksSocket: "/srv/shared/disks.sock" }],
    ["--copy-storage-synchronous-writes", { synchronousWrites: true }],
  ])("%s", async (words, options) => {
    const name = words.replace(/[^a-z]/g, "");
    const { command } = await move("db02", { ...copy(name), ...options });
    expect(command).toContain(words);
    const disks = await labCheckDisks("db02", undefined, { vda: `/var/lib/libvirt/images/${name}.qcow2` });
    expect(disks.map(({ intact }) => intact)).toEqual([true]);
    await labExec("hv1", ["rm", "-f", "/srv/shared/disks.sock"]);
  });
});
