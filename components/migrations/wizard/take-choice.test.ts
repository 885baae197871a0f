import { describe, expect, it } from "vitest";
import type { MigrationOptions } from "@/lib/contract/index.ts";
import { readOptions } from "./options.ts";
import { WIZARD_DEFAULTS, type WizardParams } from "./params.ts";
import { changeOfAdvice, changeOfChoice } from "./take-choice.ts";
import { MAC, rich } from "./test-support/vms.ts";

function optionsOf(params: Partial<WizardParams> = {}): MigrationOptions {
  const read = readOptions({ ...WIZARD_DEFAULTS, ...params }, rich);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.options;
}

/** What the wizard means after the change. */
const meant = (change: Partial<WizardParams>, before: Partial<WizardParams> = {}) => optionsOf({ ...before, ...change });

describe("a choice of a finding", () => {
  it("maps a network card and touches nothing else", () => {
    const change = changeOfChoice(optionsOf(), { kind: "nic-source", nic: { mac: MAC, type: "bridge", source: "br1" } });
    expect(change).toEqual({ nics: [{ mac: MAC, type: "bridge", source: "br1" }] });
    expect(meant(change).nicSources).toEqual(change.nics);
  });

  it("copies a disk, and leaves it where it is", () => {
    const copied = changeOfChoice(optionsOf({ disks: [] }), { kind: "copy-disks", targets: ["vdb"], how: "incremental" });
    expect(meant(copied)).toMatchObject({ copiedDisks: ["vdb"], storageCopy: "incremental" });
    const left = changeOfChoice(optionsOf(), { kind: "leave-disks", targets: ["vda"] });
    expect(meant(left)).toMatchObject({ copiedDisks: [], storageCopy: "none" });
  });

  it("changes only the options that it names, and keeps a policy's others", () => {
    const before = { downtime: "500", converge: true };
    const change = changeOfChoice(optionsOf(before), { kind: "options", options: { postCopy: "by-hand" } });
    expect(change).toEqual({ postCopy: "by-hand" });
    expect(meant(change, before)).toMatchObject({ postCopy: "by-hand", maxDowntimeMs: 500, autoConverge: true });
  });

  it("has nothing to change when it is made already", () => {
    const nic = { mac: MAC, type: "bridge", source: "br1" } as const;
    expect(changeOfChoice(optionsOf({ nics: [nic] }), { kind: "nic-source", nic })).toEqual({});
  });
});

describe("an advice of the forecast", () => {
  it("takes the limit away", () => {
    const change = changeOfAdvice(optionsOf({ bandwidth: "64" }), { mode: null, options: { bandwidthMiBps: null } });
    expect(change).toEqual({ bandwidth: "" });
  });

  it("changes the mode and stays valid", () => {
    const change = changeOfAdvice(optionsOf({ postCopy: "by-hand" }), { mode: "saved-state", options: {} });
    expect(change.mode).toBe("saved-state");
    expect(meant(change).mode).toBe("saved-state");
  });
});
