import { describe, expect, it } from "vitest";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";
import {
  changeWizardParams,
  readWizardParams,
  WIZARD_DEFAULTS,
  type WizardParams,
  wizardHref,
  writeWizardParams,
} from "./search-params.ts";

const VM = domainUuid("6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11");
const HV1 = hostId("h_aaaaaaaaaaaa");
const HV2 = hostId("h_bbbbbbbbbbbb");

const full: WizardParams = {
  step: "review",
  vm: VM,
  from: HV1,
  to: HV2,
  downtime: "300",
  bandwidth: "64",
  converge: true,
  timeout: "600",
  timeoutAction: "abort",
  persist: false,
  ack: ["nat-network", "cpu.mode"],
};

describe("wizard search params", () => {
  it.each([
    ["defaults", WIZARD_DEFAULTS],
    ["everything set", full],
  ])("reads back what it wrote: %s", (_, params) => {
    expect(readWizardParams(new URLSearchParams(writeWizardParams(params)))).toEqual(params);
  });

  it("keeps a wrong number as it was typed, so that the field can say so after a reload", () => {
    expect(readWizardParams(new URLSearchParams("bandwidth=99999999999999&downtime=-1"))).toMatchObject({
      bandwidth: "99999999999999",
      downtime: "-1",
    });
  });

  it.each([
    ["vm=../../etc", { vm: null }],
    ["vm=6C1F8A52-4F7E-4D21-9F0E-0D2B7A3C9E11", { vm: null }],
    ["from=$(reboot)&to=h_x", { from: null, to: null }],
    ["step=somewhere", { step: "vm" }],
    ["then=explode", { timeoutAction: "suspend" }],
    ["ack=ok-rule,<script>,", { ack: ["ok-rule"] }],
    [`downtime=${"9".repeat(400)}`, { downtime: "" }],
  ])("takes %s for not there", (query, expected) => {
    expect(readWizardParams(new URLSearchParams(query))).toMatchObject(expected);
  });

  it("forgets the destination and the acknowledgements with another VM", () => {
    const other = domainUuid("00000000-0000-4000-8000-000000000001");
    expect(changeWizardParams(full, { vm: other, from: HV2 })).toMatchObject({
      vm: other,
      from: HV2,
      to: null,
      persist: null,
      ack: [],
    });
  });

  it("forgets acknowledgements when an option changes, keeps them from step to step", () => {
    expect(changeWizardParams(full, { bandwidth: "65" }).ack).toEqual([]);
    expect(changeWizardParams(full, { step: "preflight" }).ack).toEqual(full.ack);
  });

  it("makes short links", () => {
    expect(wizardHref({})).toBe("/migrations/new");
    expect(wizardHref({ vm: VM, from: HV1 })).toBe(`/migrations/new?vm=${VM}&from=${HV1}`);
  });
});
