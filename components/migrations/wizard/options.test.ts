import { describe, expect, it } from "vitest";
import type { Domain } from "@/lib/contract/index.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "@/lib/core/migration/options.ts";
import { canBeIncremental, storageKind } from "./disk-choices.ts";
import { readOptions } from "./options.ts";
import { WIZARD_DEFAULTS, type WizardParams } from "./params.ts";
import { disk, MAC, off, plain, rich, vm } from "./test-support/vms.ts";

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

describe("disk choices", () => {
  const disks = [
    disk("vda"),
    disk("vdb", { format: "raw" }),
    disk("vdc", { sharing: "shared" }),
    disk("sda", { readonly: true }),
  ];

  it.each([
    [[], "shared"],
    [["vda", "vdb"], "mixed"],
    [["vda", "vdb", "vdc"], "copied"],
  ] as const)("with %o copied the storage is %s", (copied, kind) => {
    expect(storageKind(disks, copied)).toBe(kind);
  });

  it("offer an incremental copy unless a raw image is among them", () => {
    expect(canBeIncremental(disks, ["vda"])).toBe(true);
    expect(canBeIncremental(disks, ["vda", "vdb"])).toBe(false);
    expect(canBeIncremental(disks, [])).toBe(false);
  });
});
