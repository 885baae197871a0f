import { describe, expect, it } from "vitest";
import { domainOf, hostOf } from "@/components/findings/test-support/hosts.ts";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";
import { WIZARD_DEFAULTS, type WizardParams } from "./params.ts";
import { clampStep, requestOf, resolveWizard } from "./wizard-model.ts";

const VM = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11";
const HV1 = "h_1111111111";
const HV2 = "h_2222222222";
const HV3 = "h_3333333333";
const hosts = [hostOf(HV1, [{ uuid: VM, name: "web01" }]), hostOf(HV2, []), hostOf(HV3, [])];

const chosen: WizardParams = { ...WIZARD_DEFAULTS, vm: domainUuid(VM), from: hostId(HV1), to: hostId(HV2) };

describe("the wizard's choices against the inventory", () => {
  it("makes a request when everything is there", () => {
    const model = resolveWizard({ ...chosen, bandwidth: "64", ack: ["nat"] }, hosts);
    expect(model.furthest).toBe("review");
    expect(requestOf({ ...chosen, ack: ["nat"] }, model)).toMatchObject({
      domainUuid: VM,
      sourceHostId: HV1,
      destinationHostId: HV2,
      options: { bandwidthMiBps: 64, persistent: true, undefineSource: true },
      acknowledged: ["nat"],
    });
  });

  it("finds the source by itself", () => {
    expect(resolveWizard({ ...chosen, from: null }, hosts).source?.registration.id).toBe(HV1);
  });

  it.each([
    ["nothing chosen", WIZARD_DEFAULTS, hosts, null, "vm"],
    ["no destination yet", { ...chosen, to: null }, hosts, null, "destination"],
    ["a wrong number", { ...chosen, downtime: "0" }, hosts, null, "how"],
    ["VM removed", chosen, [hostOf(HV1, []), hostOf(HV2, [])], "vm-gone", "vm"],
    [
      "VM moved by someone else",
      chosen,
      [hostOf(HV1, []), hostOf(HV2, []), hostOf(HV3, [{ uuid: VM, name: "web01" }])],
      "vm-moved",
      "vm",
    ],
    ["source host removed with its VMs", chosen, [hostOf(HV2, [])], "vm-gone", "vm"],
    ["destination removed", chosen, [hosts[0] ?? hostOf(HV1, [])], "destination-gone", "destination"],
    ["destination = source", { ...chosen, to: hostId(HV1) }, hosts, "same-host", "destination"],
  ])("%s", (_, params, inventory, problem, furthest) => {
    const model = resolveWizard(params, inventory);
    expect([model.problem?.kind ?? null, model.furthest]).toEqual([problem, furthest]);
    expect(requestOf(params, model)).toBeNull();
  });

  it("says that the VM moved when only a shut-off definition stayed behind", () => {
    const left = { ...hostOf(HV1, []), domains: [domainOf(HV1, VM, "web01", { state: "shut-off" })] };
    const model = resolveWizard(chosen, [left, hostOf(HV2, []), hostOf(HV3, [{ uuid: VM, name: "web01" }])]);
    expect(model.problem).toMatchObject({ kind: "vm-moved", host: { registration: { id: HV3 } } });
  });

  it("does not call a shut-off VM moved when it runs nowhere", () => {
    const off = { ...hostOf(HV1, []), domains: [domainOf(HV1, VM, "web01", { state: "shut-off" })] };
    expect(resolveWizard(chosen, [off, hostOf(HV2, [])]).problem).toBeNull();
  });
});

describe("clampStep", () => {
  it.each([
    ["review", "destination", "destination"],
    ["vm", "review", "vm"],
    ["review", "review", "review"],
  ] as const)("asked %s, possible %s: %s", (asked, furthest, expected) => {
    expect(clampStep(asked, furthest)).toBe(expected);
  });
});
