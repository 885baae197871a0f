import { describe, expect, it } from "vitest";
import type { DomainDisk } from "../model/domain.ts";
import type { MigrationOptions } from "../model/options.ts";
import { diskOf, domainWith, planWith } from "./test-support/plans.ts";

const cdrom = diskOf("sda", { device: "cdrom", readonly: true, source: "/iso/x.iso" });
const emptyDrive = diskOf("sda", { device: "cdrom", source: null });

describe("--unsafe", () => {
  it.each<[string, readonly DomainDisk[], Partial<MigrationOptions>, readonly string[], boolean]>([
    ["all disks are proven", [diskOf("vda"), diskOf("vdb")], {}, ["vda", "vdb"], true],
    ["one of two is proven", [diskOf("vda"), diskOf("vdb")], {}, ["vda"], false],
    ["nothing is proven", [diskOf("vda")], {}, [], false],
    ["all disks are copied", [diskOf("vda")], { storageCopy: "full", copiedDisks: ["vda"] }, ["vda"], false],
    [
      "one is copied, the other proven",
      [diskOf("vda"), diskOf("vdb")],
      { storageCopy: "full", copiedDisks: ["vdb"] },
      ["vda"],
      true,
    ],
    [
      "one is copied, the other not proven",
      [diskOf("vda"), diskOf("vdb")],
      { storageCopy: "full", copiedDisks: ["vdb"] },
      [],
      false,
    ],
    ["disks are named for copying, but none is copied", [diskOf("vda")], { copiedDisks: ["vda"] }, [], false],
    ["there is a read-only disk beside", [diskOf("vda"), diskOf("vdb", { readonly: true })], {}, ["vda"], true],
    ["there is a CD beside", [diskOf("vda"), cdrom], {}, ["vda"], true],
    ["there is nothing to prove", [emptyDrive], {}, [], false],
    ["there is no disk", [], {}, ["vda"], false],
    ["the VM is off", [diskOf("vda")], { mode: "offline" }, ["vda"], false],
  ])("when %s", (_, disks, options, proven, unsafe) => {
    const plan = planWith(options, { domain: domainWith({ disks }), evidence: { provenShared: new Set(proven) } });
    expect(plan.unsafe).toBe(unsafe);
  });
});

describe("the name in the certificate of disks", () => {
  const COPY = { tls: true, storageCopy: "full", copiedDisks: ["vda"], parallelConnections: 2 } as const;

  it.each<[string, Partial<MigrationOptions>, string | null]>([
    ["is said for disks beside several channels, where libvirt forgets it", COPY, "hv2.lan"],
    ["is the other address where there is one", { ...COPY, migrateAddress: "10.9.0.2" }, "10.9.0.2"],
    ["is the chosen one where there is one", { ...COPY, tlsDestination: "hv2-mig.lan" }, "hv2-mig.lan"],
    ["is left to libvirt on one channel", { ...COPY, parallelConnections: null }, null],
    ["is left to libvirt without disks", { ...COPY, storageCopy: "none" }, null],
    ["has no use without TLS", { ...COPY, tls: false }, null],
  ])("%s", (_, options, name) => {
    expect(planWith(options, { announcedName: "hv2.lan" }).tlsDestination).toBe(name);
  });
});

describe("planMigration", () => {
  it("never makes a transient domain persistent", () => {
    const xmlFiles = { live: "/x", persistent: "/y" };
    const plan = planWith({}, { domain: domainWith({ persistent: false }), xmlFiles });
    expect([plan.persistent, plan.undefineSource, plan.persistentXmlFile, plan.xmlFile]).toEqual([false, false, null, "/x"]);
  });

  it("arms auto-converge only for a rung that lets it go", () => {
    const ladder = [{ afterS: 5, action: { kind: "auto-converge" } }] as const;
    expect(planWith({ ladder })).toMatchObject({ autoConverge: true, armAutoConverge: true });
    expect(planWith({ autoConverge: true })).toMatchObject({ autoConverge: true, armAutoConverge: false });
    expect(planWith()).toMatchObject({ autoConverge: false, armAutoConverge: false });
  });
});
