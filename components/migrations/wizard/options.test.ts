import { describe, expect, it } from "vitest";
import { domainOf } from "@/components/findings/test-support/hosts.ts";
import type { Domain, DomainDisk, MigrationOptions } from "@/lib/contract/index.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "@/lib/core/migration/options.ts";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";
import { fieldErrors, paramsFromRequest, readOptions } from "./options.ts";
import { WIZARD_DEFAULTS, type WizardParams } from "./params.ts";
import { readWizardParams, writeWizardParams } from "./search-params.ts";

const VM = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11";
const MAC = "52:54:00:00:00:01";

const disk = (target: string, change: Partial<DomainDisk> = {}): DomainDisk => ({
  target,
  bus: "virtio",
  type: "file",
  device: "disk",
  source: `/srv/${target}.qcow2`,
  format: "qcow2",
  cache: "none",
  readonly: false,
  shareable: false,
  transient: false,
  capacityBytes: { known: true, value: 2 ** 30 },
  allocationBytes: { known: true, value: 2 ** 20 },
  sharing: "local",
  sharingReason: [],
  backingFiles: [],
  ...change,
});

const nic = { mac: MAC, type: "bridge" as const, source: "br0", model: "virtio", portgroup: null };
const vm = (change: Partial<Domain> = {}) => domainOf("h_1111111111", VM, "web01", change);
const plain = vm();
const rich = vm({
  disks: [disk("vda"), disk("vdb", { sharing: "shared" }), disk("sda", { device: "cdrom", source: null })],
  nics: [nic, { ...nic, mac: "52:54:00:00:00:02" }],
});
const off = vm({ ...rich, state: "shut-off" });

const errorsOf = (params: Partial<WizardParams>, domain: Domain = plain) => {
  const read = readOptions({ ...WIZARD_DEFAULTS, ...params }, domain);
  return read.ok ? {} : Object.fromEntries(Object.entries(read.errors).map(([field, { key }]) => [field, key]));
};
const optionsOf = (params: Partial<WizardParams>, domain: Domain = plain) => {
  const read = readOptions({ ...WIZARD_DEFAULTS, ...params }, domain);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.options;
};

describe("readOptions", () => {
  it("leaves everything to libvirt when nothing was said", () => {
    expect(readOptions(WIZARD_DEFAULTS, plain)).toEqual({ ok: true, options: DEFAULT_MIGRATION_OPTIONS, pingAddress: null });
  });

  it.each([
    [true, null, true],
    [true, false, false],
    [false, null, false],
    [false, true, false],
  ])("moves the definition (VM persistent %s, said %s): %s", (persistent, persist, moves) => {
    const options = optionsOf({ persist }, vm({ persistent }));
    expect([options.persistent, options.undefineSource]).toEqual([moves, moves]);
  });

  it("fits the mode to the VM, and copies local disks and no others", () => {
    expect(optionsOf({}, rich)).toMatchObject({ mode: "live", storageCopy: "full", copiedDisks: ["vda"] });
    expect(optionsOf({}, off)).toMatchObject({ mode: "offline", storageCopy: "none", copiedDisks: ["vda"] });
    expect(optionsOf({ disks: [] }, rich)).toMatchObject({ storageCopy: "none", copiedDisks: [] });
    expect(optionsOf({ disks: ["vdb", "vda", "vdz"] }, rich)).toMatchObject({ copiedDisks: ["vda", "vdb"] });
  });

  it("leaves out what a mode does not have, and finds it again in the next", () => {
    const params: Partial<WizardParams> = { tls: true, downtime: "500", timeout: "60", postCopy: "by-hand", paused: false };
    expect(optionsOf({ ...params, mode: "offline" }, off)).toMatchObject({ tls: false, maxDowntimeMs: null, postCopy: "off" });
    expect(optionsOf({ ...params, mode: "live" }, rich)).toMatchObject({ tls: true, maxDowntimeMs: 500, postCopy: "by-hand" });
  });

  it("makes a cold copy a VM of its own, or the VM itself", () => {
    expect(optionsOf({ mode: "cold-copy" }, off)).toMatchObject({
      newUuid: true,
      newMacs: true,
      undefineSource: false,
      destinationName: "web01-copy",
      // Not on its original's disks, shared or not.
      copiedDisks: ["vda", "vdb"],
    });
    expect(optionsOf({ mode: "cold-copy", newUuid: false }, off)).toMatchObject({
      newUuid: false,
      newMacs: false,
      undefineSource: true,
      destinationName: null,
      copiedDisks: ["vda"],
    });
  });

  it.each([
    [{ downtime: "0" }, { maxDowntimeMs: "errors.field.downtime" }],
    [{ downtime: "60001" }, { maxDowntimeMs: "errors.field.downtime" }],
    [{ downtime: "1.5" }, { maxDowntimeMs: "errors.field.downtime" }],
    [{ bandwidth: "99999999999999" }, { bandwidthMiBps: "errors.field.bandwidth" }],
    [{ bandwidth: "-1" }, { bandwidthMiBps: "errors.field.bandwidth" }],
    [{ bandwidth: "1e3" }, { bandwidthMiBps: "errors.field.bandwidth" }],
    [{ timeout: "soon" }, { timeoutS: "errors.field.timeout" }],
    [{ timeout: "86401" }, { timeoutS: "errors.field.timeout" }],
    [{ parallel: true, channels: "0" }, { parallelConnections: "errors.field.connections" }],
    [{ parallel: true, channels: "256" }, { parallelConnections: "errors.field.connections" }],
    [{ converge: true, convergeInitial: "100" }, { autoConvergeInitialPercent: "errors.field.percent" }],
    [{ parallel: true, compression: "zlib", compressionLevel: "10" }, { "compression.level": "errors.field.level" }],
    [{ compression: "xbzrle", compressionCache: "x" }, { "compression.cacheMiB": "errors.field.cache" }],
    [{ migrateAddress: "qemu+ssh://x" }, { migrateAddress: "errors.field.address" }],
    [{ listen: "hv2" }, { listenAddress: "errors.field.address" }],
    [{ cpus: "all" }, { emulatorCpus: "errors.field.cpus" }],
    [{ newName: "a/b" }, { destinationName: "errors.field.domain-name" }],
    [{ ping: "$(reboot)" }, { pingAddress: "errors.field.address" }],
    [{ ladder: [{ after: "", kind: "abort", figure: "" }] }, { "ladder.0.afterS": "errors.field.timeout" }],
    [{ ladder: [{ after: "9", kind: "max-downtime", figure: "" }] }, { "ladder.0.action.ms": "errors.field.downtime" }],
  ] satisfies readonly (readonly [Partial<WizardParams>, object])[])("refuses %o at its field", (params, errors) => {
    expect(errorsOf(params)).toEqual(errors);
  });

  it.each([
    ["a path that is not absolute", { paths: [{ target: "vda", path: "srv/x" }] }, { "diskPaths.vda": "errors.field.path" }],
    [
      "a NIC on nothing",
      { nics: [{ mac: MAC, type: "bridge", source: "" }] },
      { [`nicSources.${MAC}`]: "errors.field.device-name" },
    ],
    [
      "a replacement that is shell text",
      { devices: [{ key: `nic:${MAC}`, replacement: "br0; reboot" }] },
      { [`hostDevices.nic:${MAC}`]: "errors.field.device" },
    ],
    ["an empty drive", { disks: ["sda"] }, { "copiedDisks.sda": "errors.migrations.disk-cannot-be-copied" }],
    [
      "post-copy that leaves the VM paused",
      { postCopy: "by-hand", paused: true },
      { suspendAtDestination: "errors.migrations.suspend-with-post-copy" },
    ],
    [
      "a clone on its original's disk",
      { mode: "cold-copy", disks: ["vda"] },
      { copiedDisks: "errors.migrations.clone-copies-all-disks" },
    ],
    ["zero-copy with TLS", { parallel: true, zeroCopy: true, tls: true }, { zeroCopy: "errors.migrations.zero-copy-with-tls" }],
    ["zstd on one channel", { compression: "zstd" }, { compression: "errors.migrations.compression-needs-parallel" }],
  ] satisfies readonly (readonly [string, Partial<WizardParams>, object])[])(
    "names %s by what it is about",
    (_, params, errors) => {
      expect(errorsOf(params, rich)).toEqual(errors);
    },
  );

  it("names every wrong field at once", () => {
    expect(Object.keys(errorsOf({ downtime: "x", bandwidth: "0", timeout: "0", ping: "x" })).sort()).toEqual([
      "bandwidthMiBps",
      "maxDowntimeMs",
      "pingAddress",
      "timeoutS",
    ]);
  });
});

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
