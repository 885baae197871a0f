import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";
import { changeWizardParams } from "./change-params.ts";
import { WIZARD_DEFAULTS, type WizardParams } from "./params.ts";
import { readWizardParams, wizardHref, writeWizardParams } from "./search-params.ts";

const VM = domainUuid("6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11");
const HV1 = hostId("h_aaaaaaaaaaaa");
const HV2 = hostId("h_bbbbbbbbbbbb");

/** Nothing in here is at its default. */
const full: WizardParams = {
  step: "review",
  vm: VM,
  from: HV1,
  to: HV2,
  ack: ["nat-network", "cpu.mode"],
  policy: "p_aaaaaaaaaaaa",
  choice: { kind: "options", options: { postCopy: "by-hand", maxDowntimeMs: 500 } },
  mode: "live",
  postCopy: "by-hand",
  storage: "incremental",
  disks: ["vda", "sdb"],
  syncWrites: true,
  paths: [{ target: "vda", path: `/srv/a b&c=d/虚拟"机'.qcow2` }],
  nics: [{ mac: "52:54:00:00:00:01", type: "network", source: "lan.1" }],
  graphics: "::1",
  downtime: "300",
  bandwidth: "64",
  postCopyBandwidth: "8",
  converge: true,
  convergeInitial: "10",
  convergeIncrement: "5",
  timeout: "600",
  timeoutAction: "abort",
  ladder: [
    { after: "60", kind: "max-downtime", figure: "1000" },
    { after: "6,0", kind: "post-copy", figure: "" },
  ],
  tls: true,
  tlsName: "hv2.example.org",
  parallel: true,
  channels: "4",
  zeroCopy: true,
  compression: "mt",
  compressionLevel: "9",
  compressionCache: "64",
  compressionThreads: "3",
  decompressThreads: "2",
  connection: "tcp",
  tunnelled: true,
  migrateAddress: "10.0.0.2",
  migratePort: "49200",
  listen: "0.0.0.0",
  disksPort: "49201",
  disksSocket: "/srv/shared/disks.sock",
  cpus: "0-3,^2",
  devices: [
    { key: "hostdev:0000:01:00.0", replacement: "0000:02:00.1" },
    { key: "nic:52:54:00:00:00:02", replacement: "" },
  ],
  persist: false,
  paused: true,
  newName: "web02 & co",
  newUuid: false,
  newMacs: false,
  priority: "high",
  tries: "2",
  triesAfter: "15",
  ping: "192.0.2.7",
};

const read = (query: string) => readWizardParams(new URLSearchParams(query));

describe("wizard search params", () => {
  it.each([
    ["defaults", WIZARD_DEFAULTS],
    ["everything set", full],
    ["no disk at all, which is a choice", { ...WIZARD_DEFAULTS, disks: [] }],
  ])("reads back what it wrote: %s", (_, params) => {
    expect(read(writeWizardParams(params))).toEqual(params);
  });

  it("sets every choice in the example above to something else than its default", () => {
    const same = (Object.keys(full) as (keyof WizardParams)[]).filter(
      (name) => JSON.stringify(full[name]) === JSON.stringify(WIZARD_DEFAULTS[name]) && name !== "mode",
    );
    expect(same).toEqual([]);
  });

  it("has no name in the URL twice", () => {
    const query = writeWizardParams(full);
    const names = query.split("&").map((part) => part.split("=")[0]);
    expect(names).toHaveLength(Object.keys(full).length);
    expect(new Set(names).size).toBe(names.length);
  });

  it("keeps a wrong number as it was typed, so that the field can say so after a reload", () => {
    expect(read("bandwidth=99999999999999&downtime=-1")).toMatchObject({ bandwidth: "99999999999999", downtime: "-1" });
    const ladder = [{ after: "soon", kind: "max-downtime", figure: "1e9" }] as const;
    expect(read(writeWizardParams({ ...WIZARD_DEFAULTS, ladder })).ladder).toEqual(ladder);
  });

  it.each([
    ["vm=../../etc", { vm: null }],
    ["vm=6C1F8A52-4F7E-4D21-9F0E-0D2B7A3C9E11", { vm: null }],
    ["from=$(reboot)&to=h_x", { from: null, to: null }],
    ["step=somewhere", { step: "vm" }],
    ["then=explode", { timeoutAction: "suspend" }],
    ["mode=teleport&compress=lzma&connection=ftp", { mode: null, compression: "none", connection: "ssh" }],
    ["ack=ok-rule,<script>,", { ack: ["ok-rule"] }],
    [`downtime=${"9".repeat(400)}`, { downtime: "" }],
    ["disks=vda,../x", { disks: ["vda"] }],
    ["ladder=[[", { ladder: [] }],
    [`ladder=[["60","fly",""]]`, { ladder: [] }],
    [`ladder={"after":1}`, { ladder: [] }],
    [`paths=[["vda"]]`, { paths: [] }],
    [`nics=${JSON.stringify([["52:54:00:00:00:01", "hostdev", "x"]])}`, { nics: [] }],
    ["policy=p_x'--", { policy: null }],
  ])("takes %s for not there", (query, expected) => {
    expect(read(query)).toMatchObject(expected);
  });

  it("never throws, whatever stands in the URL", () => {
    const names = writeWizardParams(full)
      .split("&")
      .map((part) => part.split("=")[0] ?? "");
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.oneof(fc.string(), fc.json()), (name, text) => {
        const params = readWizardParams({ get: (asked) => (asked === name ? text : null) });
        expect(read(writeWizardParams(params))).toEqual(params);
      }),
    );
  });

  it("makes short links", () => {
    expect(wizardHref({})).toBe("/migrations/new");
    expect(wizardHref({ vm: VM, from: HV1 })).toBe(`/migrations/new?vm=${VM}&from=${HV1}`);
  });
});

describe("changing a choice", () => {
  it("forgets the destination, the acknowledgements and what was said of the VM with another VM", () => {
    const other = domainUuid("00000000-0000-4000-8000-000000000001");
    expect(changeWizardParams(full, { vm: other, from: HV2 })).toMatchObject({
      vm: other,
      from: HV2,
      to: null,
      mode: null,
      policy: null,
      persist: null,
      disks: null,
      nics: [],
      devices: [],
      newName: "",
      ack: [],
      // What is not about the VM stays.
      bandwidth: "64",
      ladder: full.ladder,
    });
  });

  it("forgets what was named at the destination with another destination", () => {
    const changed = changeWizardParams(full, { to: hostId("h_cccccccccccc") });
    expect(changed).toMatchObject({ nics: [], devices: [], paths: [], migrateAddress: "", listen: "", tlsName: "" });
    expect(changed).toMatchObject({ mode: "live", disks: full.disks, persist: false, ping: full.ping });
  });

  it("forgets acknowledgements when an option changes, keeps them from step to step", () => {
    expect(changeWizardParams(full, { bandwidth: "65" }).ack).toEqual([]);
    expect(changeWizardParams(full, { step: "preflight" }).ack).toEqual(full.ack);
  });
});
