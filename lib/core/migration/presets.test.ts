import { describe, expect, it } from "vitest";
import { policyOptionsInput } from "../../contract/option-inputs.ts";
import { optionProblems } from "./options.ts";
import { applyPolicy, PRESETS, policyOptionsOf, presetById } from "./presets.ts";
import { domainWith, optionsWith } from "./test-support/plans.ts";

const balanced = optionsWith();

describe("presets", () => {
  it.each(PRESETS.map(({ id, options }) => [id, options] as const))("%s is one that could be chosen by hand", (_, options) => {
    expect(optionProblems(applyPolicy(balanced, options), domainWith())).toEqual([]);
    expect(policyOptionsInput.parse(options)).toEqual(options);
  });

  it("are found by their id, and nothing else is", () => {
    expect(presetById("must-finish")?.options.postCopy).toBe("by-hand");
    expect(presetById("__proto__")).toBeNull();
  });

  it("must-finish climbs from a longer pause over slower CPUs and post-copy to giving up", () => {
    const must = presetById("must-finish")?.options;
    expect(must?.maxDowntimeMs).toBe(300);
    expect(must?.ladder.map(({ action }) => action.kind)).toEqual(["max-downtime", "auto-converge", "post-copy", "abort"]);
  });
});

describe("a policy", () => {
  const own = optionsWith({ storageCopy: "full", copiedDisks: ["vda"], tls: true, bandwidthMiBps: 9, destinationName: "x" });

  it("takes the place of what it is about, and of nothing else", () => {
    const policy = { ...policyOptionsOf(optionsWith()), maxDowntimeMs: 700 };
    expect(applyPolicy(own, policy)).toEqual({ ...own, tls: false, bandwidthMiBps: null, maxDowntimeMs: 700 });
  });

  it("is what these options would give again, and never brings in more than a policy may have", () => {
    expect(applyPolicy(own, policyOptionsOf(own))).toEqual(own);
    expect(applyPolicy(own, optionsWith({ storageCopy: "none" })).storageCopy).toBe("full");
    expect(Object.keys(policyOptionsOf(own))).not.toContain("copiedDisks");
  });
});
