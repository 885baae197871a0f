import { describe, expect, it } from "vitest";
import { messagesFor } from "../../i18n/messages.ts";
import type { MigrationOptions } from "../model/options.ts";
import { describeMode } from "./describe-mode.ts";
import { describeOptions } from "./describe-options.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "./options.ts";

const optionsOf = (change: Partial<MigrationOptions>): MigrationOptions => ({ ...DEFAULT_MIGRATION_OPTIONS, ...change });
const keys = (change: Partial<MigrationOptions>) =>
  describeOptions(optionsOf(change)).map(({ key }) => key.replace("options.chosen.", ""));

function textAt(key: string): unknown {
  return key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], messagesFor("en"));
}

/** Everything chosen at once, whether it goes together or not. */
const EVERYTHING: Partial<MigrationOptions> = {
  persistent: false,
  suspendAtDestination: true,
  destinationName: "web02",
  newUuid: true,
  newMacs: true,
  maxDowntimeMs: 500,
  bandwidthMiBps: 64,
  postCopyBandwidthMiBps: 32,
  autoConverge: true,
  autoConvergeInitialPercent: 20,
  autoConvergeIncrementPercent: 10,
  timeoutS: 60,
  timeoutAction: "post-copy",
  ladder: [
    { afterS: 10, action: { kind: "max-downtime", ms: 1000 } },
    { afterS: 20, action: { kind: "bandwidth", mibPerSec: 100 } },
    { afterS: 25, action: { kind: "bandwidth", mibPerSec: null } },
    { afterS: 30, action: { kind: "auto-converge" } },
    { afterS: 40, action: { kind: "suspend" } },
    { afterS: 50, action: { kind: "post-copy" } },
    { afterS: 60, action: { kind: "abort" } },
  ],
  postCopy: "after-first-pass",
  storageCopy: "incremental",
  copiedDisks: ["vda", "vdb"],
  synchronousWrites: true,
  diskPaths: [{ target: "vda", path: "/srv/a.qcow2" }],
  nicSources: [{ mac: "52:54:00:00:00:01", type: "bridge", source: "br1" }],
  graphicsListen: "10.0.0.2",
  tls: true,
  tlsDestination: "hv2.example.org",
  parallelConnections: 4,
  zeroCopy: true,
  compression: { method: "mt", level: 1, threads: 8, decompressThreads: 2 },
  connection: "tls",
  tunnelled: true,
  migrateAddress: "10.0.0.2",
  migratePort: 49160,
  listenAddress: "10.0.0.2",
  disksPort: 49161,
  disksSocket: "/run/disks.sock",
  emulatorCpus: "0-3",
  hostDevices: [
    { key: "hostdev:0000:01:00.0", replacement: "0000:02:00.0" },
    { key: "nic:52:54:00:00:00:01", replacement: null },
  ],
};

describe("choices in words", () => {
  it("says nothing about defaults", () => {
    expect(describeOptions(DEFAULT_MIGRATION_OPTIONS)).toEqual([]);
  });

  it("leaves out no choice: each one that differs from its default is said", () => {
    const silent = Object.keys(DEFAULT_MIGRATION_OPTIONS).filter((name) => {
      // The mode has words of its own; these two say something only beside another choice.
      if (["mode", "timeoutAction", "undefineSource"].includes(name)) return false;
      const key = name as keyof MigrationOptions;
      const alone = name === "copiedDisks" ? { mode: "offline" as const } : {};
      return keys({ ...alone, [key]: EVERYTHING[key] }).length === 0;
    });
    expect(silent).toEqual([]);
    expect(keys({ undefineSource: false })).toEqual(["definition-on-both"]);
  });

  it.each([
    ["live", EVERYTHING],
    ["clone", { ...EVERYTHING, mode: "cold-copy" as const }],
    ["xbzrle", { compression: { method: "xbzrle" as const, cacheMiB: 64 } }],
    ["zstd", { compression: { method: "zstd" as const, level: 3 } }],
    ["zlib", { compression: { method: "zlib" as const, level: 3 } }],
    ["aborts", { timeoutS: 5, timeoutAction: "abort" as const }],
    ["suspends", { timeoutS: 5 }],
    ["post-copy by hand, tcp, full", { postCopy: "by-hand" as const, connection: "tcp" as const, storageCopy: "full" as const }],
  ])("has words for all of it: %s", (_, change) => {
    const options = optionsOf(change);
    const { mode, marks } = describeMode(options);
    const said = [...describeOptions(options), mode, ...marks];
    expect(said.filter(({ key }) => typeof textAt(key) !== "string").map(({ key }) => key)).toEqual([]);
  });

  it.each([
    [{}, "live-shared", []],
    [{ storageCopy: "full" as const, copiedDisks: ["vda"] }, "live-disk-copy", []],
    [
      { timeoutS: 9, timeoutAction: "post-copy" as const, tls: true, parallelConnections: 4 },
      "live-shared",
      ["post-copy", "tls", "channels"],
    ],
    [{ mode: "offline" as const }, "offline", []],
    [{ mode: "cold-copy" as const }, "cold-copy", []],
    [{ mode: "cold-copy" as const, newUuid: true }, "clone", []],
    [{ mode: "saved-state" as const }, "saved-state", []],
  ])("names the mode of %j", (change, mode, marks) => {
    const words = describeMode(optionsOf(change));
    expect([words.mode.key, ...words.marks.map(({ key }) => key)]).toEqual([mode, ...marks].map((key) => `options.mode.${key}`));
  });
});
