import { describe, expect, it } from "vitest";
import type { MigrationPolicy } from "@/lib/contract/index.ts";
import { PRESETS } from "@/lib/core/migration/presets.ts";
import { domainUuid } from "@/lib/core/model/ids.ts";
import { ownPolicyChange, policiesFor } from "./own-policy.ts";
import { WIZARD_DEFAULTS } from "./params.ts";

const VM = domainUuid("6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11");
const OTHER = domainUuid("00000000-0000-4000-8000-000000000001");
const options = PRESETS.find((preset) => preset.id === "gentle")?.options;
if (!options) throw new Error("there is no preset gentle");

const policy = (id: string, change: Partial<MigrationPolicy> = {}): MigrationPolicy => ({
  id: `p_${id.padStart(10, "0")}`,
  name: id,
  options,
  domainUuid: null,
  createdBy: "ann",
  updatedAtMs: 1,
  ...change,
});
const all = policy("all");
const own = policy("own", { domainUuid: VM });
const newer = policy("newer", { domainUuid: VM, updatedAtMs: 5 });
const foreign = policy("foreign", { domainUuid: OTHER });

describe("a VM's own policy", () => {
  it("comes first in the list, and another VM's is not in it", () => {
    expect(policiesFor([all, foreign, own], VM)).toEqual([own, all]);
    expect(policiesFor([all, foreign, own], null)).toEqual([all]);
  });

  it("is what its wizard begins with, the one saved last", () => {
    expect(ownPolicyChange(WIZARD_DEFAULTS, [all, own, newer, foreign], VM)).toMatchObject({
      policy: newer.id,
      bandwidth: "64",
      timeoutAction: "abort",
    });
  });

  it.each([
    ["it has none", WIZARD_DEFAULTS, [all, foreign], VM],
    ["no VM is chosen", WIZARD_DEFAULTS, [own], null],
    ["another was chosen, or none by hand", { ...WIZARD_DEFAULTS, policy: "none" }, [own], VM],
    ["the link brought choices", { ...WIZARD_DEFAULTS, bandwidth: "8" }, [own], VM],
  ] as const)("stays out when %s", (_, params, policies, vm) => {
    expect(ownPolicyChange(params, policies, vm)).toBeNull();
  });

  it("comes in although the mode or the disks were chosen: it says nothing about them", () => {
    expect(ownPolicyChange({ ...WIZARD_DEFAULTS, mode: "live", disks: [] }, [own], VM)).not.toBeNull();
  });
});
