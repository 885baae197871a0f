import { describe, expect, it } from "vitest";
import type { Domain, MigrationOptions } from "@/lib/contract/index.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "@/lib/core/migration/options.ts";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";
import { fieldErrors, paramsFromRequest, readOptions } from "./options.ts";
import { readWizardParams, writeWizardParams } from "./search-params.ts";
import { MAC, off, rich, VM } from "./test-support/vms.ts";

const live: MigrationOptions = {
  ...DEFAULT_MIGRATION_OPTIONS,
  destinationName: "web02",
  maxDowntimeMs: 500,
  bandwidthMiBps: 32,
  postCopyBandwidthMiBps: 16,
  autoConverge: true,
  autoConvergeInitialPercent: 30,
  autoConvergeIncrementPercent: 15,
  timeoutS: 900,
  timeoutAction: "post-copy",
  ladder: [
    { afterS: 60, action: { kind: "max-downtime", ms: 1000 } },
    { afterS: 90, action: { kind: "bandwidth", mibPerSec: null } },
    { afterS: 120, action: { kind: "bandwidth", mibPerSec: 64 } },
    { afterS: 300, action: { kind: "post-copy" } },
    { afterS: 600, action: { kind: "abort" } },
  ],
  postCopy: "by-hand",
  storageCopy: "full",
  copiedDisks: ["vda"],
  synchronousWrites: true,
  diskPaths: [{ target: "vda", path: "/srv/other/vda.qcow2" }],
  nicSources: [{ mac: MAC, type: "network", source: "lan" }],
  graphicsListen: "0.0.0.0",
  tls: true,
  tlsDestination: "hv2.example.org",
  connection: "tls",
  migrateAddress: "10.0.0.2",
  migratePort: 49_200,
  listenAddress: "10.0.0.2",
  disksPort: 49_201,
  emulatorCpus: "0-1",
  hostDevices: [{ key: "nic:52:54:00:00:00:02", replacement: "br1" }],
};

const requests: readonly (readonly [string, Domain, MigrationOptions, string | null])[] = [
  ["live, nearly everything", rich, live, "192.0.2.7"],
  [
    "live, several channels",
    rich,
    {
      ...DEFAULT_MIGRATION_OPTIONS,
      copiedDisks: [],
      parallelConnections: 8,
      compression: { method: "zstd", level: 3 },
      ladder: [{ afterS: 5, action: { kind: "auto-converge" } }],
      autoConvergeInitialPercent: 40,
    },
    null,
  ],
  [
    "live, xbzrle, paused, transient at the destination",
    rich,
    {
      ...DEFAULT_MIGRATION_OPTIONS,
      compression: { method: "xbzrle", cacheMiB: 128 },
      suspendAtDestination: true,
      persistent: false,
      undefineSource: false,
      timeoutS: 30,
      timeoutAction: "abort",
    },
    null,
  ],
  [
    "live, mt, tunnelled",
    rich,
    {
      ...DEFAULT_MIGRATION_OPTIONS,
      compression: { method: "mt", level: 9, threads: 4, decompressThreads: null },
      tunnelled: true,
    },
    null,
  ],
  ["live, zero-copy", rich, { ...DEFAULT_MIGRATION_OPTIONS, parallelConnections: 2, zeroCopy: true }, null],
  [
    "live, disks over a socket",
    rich,
    { ...DEFAULT_MIGRATION_OPTIONS, storageCopy: "incremental", copiedDisks: ["vda"], disksSocket: "/srv/d.sock" },
    null,
  ],
  [
    "offline",
    off,
    { ...DEFAULT_MIGRATION_OPTIONS, mode: "offline", copiedDisks: ["vda"], bandwidthMiBps: 10, connection: "tcp" },
    null,
  ],
  [
    "cold copy, a clone",
    off,
    {
      ...DEFAULT_MIGRATION_OPTIONS,
      mode: "cold-copy",
      undefineSource: false,
      newUuid: true,
      destinationName: "clone",
      copiedDisks: ["vda", "vdb"],
    },
    null,
  ],
  ["cold copy, the VM itself", off, { ...DEFAULT_MIGRATION_OPTIONS, mode: "cold-copy", copiedDisks: ["vda"] }, null],
  [
    "saved state",
    rich,
    { ...DEFAULT_MIGRATION_OPTIONS, mode: "saved-state", copiedDisks: ["vda"], suspendAtDestination: true },
    "2001:db8::7",
  ],
];

describe("paramsFromRequest", () => {
  it.each(requests)("gives back the request's own options through the URL: %s", (_, domain, options, pingAddress) => {
    const params = paramsFromRequest({
      domainUuid: domainUuid(VM),
      sourceHostId: hostId("h_aaaaaaaaaaaa"),
      destinationHostId: hostId("h_bbbbbbbbbbbb"),
      options,
      pingAddress,
      acknowledged: ["x"],
    });
    const reloaded = readWizardParams(new URLSearchParams(writeWizardParams(params)));
    expect(reloaded).toEqual(params);
    expect(readOptions(reloaded, domain)).toEqual({ ok: true, options, pingAddress });
    expect(params).toMatchObject({ ack: [], policy: "none", step: "preflight" });
  });
});

describe("an error of the server", () => {
  const message = { key: "errors.migrations.device-unknown" };
  it.each([
    ["options.bandwidthMiBps", { bandwidthMiBps: message }],
    ["options.hostDevices.0", { "hostDevices.nic:52:54:00:00:00:02": message }],
    ["options.diskPaths.0.path", { "diskPaths.vda": message }],
    ["pingAddress", { pingAddress: message }],
    ["destinationHostId", {}],
  ])("at %s stands at its field", (field, expected) => {
    expect(fieldErrors({ message, field }, live)).toEqual(expected);
  });
});
