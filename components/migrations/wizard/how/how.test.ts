import { describe, expect, it } from "vitest";
import { domainOf } from "@/components/findings/test-support/hosts.ts";
import type { Domain } from "@/lib/contract/index.ts";
import { type OptionSupport, optionSupport } from "@/lib/core/migration/option-support.ts";
import { PRESETS } from "@/lib/core/migration/presets.ts";
import { readOptions } from "../options.ts";
import { WIZARD_DEFAULTS } from "../params.ts";
import { nextRung, readyLadder, withLadder } from "./ladder-drafts.ts";
import { cardOf, chooseCard, modeRefusal } from "./modes.ts";
import { policyRefusal } from "./presets.ts";
import { unpluggable } from "./unpluggable.ts";

const vm = (change: Partial<Domain> = {}) => domainOf("h_1111111111", "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11", "web01", change);
const off = vm({ state: "shut-off" });
const unknownSupport = optionSupport({ source: null, destination: null, domain: null });
const reason = { key: "options.reasons.qemu-too-old", values: { host: "hv2", needed: "2.6", found: "2.5" } };
const without = (...names: readonly (keyof OptionSupport)[]): OptionSupport => ({
  ...unknownSupport,
  ...Object.fromEntries(names.map((name) => [name, { supported: false, reason }])),
});

describe("the mode cards", () => {
  it.each([
    ["live", vm(), null],
    ["live", off, "needs-running"],
    ["post-copy", off, "needs-running"],
    ["saved-state", off, "needs-running"],
    ["offline", vm(), "needs-shut-off"],
    ["cold-copy", vm(), "needs-shut-off"],
    ["offline", off, null],
    ["offline", vm({ persistent: false }), "needs-definition"],
    ["cold-copy", vm({ persistent: false }), "needs-definition"],
    ["saved-state", vm({ persistent: false }), null],
  ] as const)("%s for %o", (card, domain, refusal) => {
    const key = modeRefusal(card, domain, unknownSupport)?.key ?? null;
    expect(key).toBe(refusal && `wizard.how.modes.refused.${refusal}`);
  });

  it("say why a host is too old for post-copy or offline", () => {
    expect(modeRefusal("post-copy", vm(), without("post-copy"))).toEqual(reason);
    expect(modeRefusal("offline", off, without("offline"))).toEqual(reason);
    expect(modeRefusal("live", vm(), without("post-copy"))).toBeNull();
  });

  it("take back whatever would switch to post-copy when plain live is chosen", () => {
    const params = {
      ...WIZARD_DEFAULTS,
      postCopy: "by-hand" as const,
      timeout: "60",
      timeoutAction: "post-copy" as const,
      ladder: [
        { after: "30", kind: "max-downtime" as const, figure: "1000" },
        { after: "50", kind: "post-copy" as const, figure: "" },
      ],
    };
    expect(cardOf(params, vm())).toBe("post-copy");
    const next = { ...params, ...chooseCard(params, "live") };
    expect(cardOf(next, vm())).toBe("live");
    expect(readOptions(next, vm()).ok).toBe(true);
    expect(next.ladder).toHaveLength(1);
  });
});

describe("the ladder", () => {
  it("ready-made is one that the rules take, with post-copy allowed and auto-converge off before its rung", () => {
    const params = { ...WIZARD_DEFAULTS, converge: true, ...readyLadder({ ...WIZARD_DEFAULTS, converge: true }, unknownSupport) };
    expect(params).toMatchObject({ downtime: "300", postCopy: "by-hand", converge: false });
    expect(params.ladder.map((rung) => [rung.kind, rung.figure])).toEqual([
      ["max-downtime", "1000"],
      ["auto-converge", ""],
      ["post-copy", ""],
      ["abort", ""],
    ]);
    expect(readOptions(params, vm()).ok).toBe(true);
  });

  it("ready-made leaves out what the hosts cannot do", () => {
    const change = readyLadder(WIZARD_DEFAULTS, without("post-copy", "auto-converge-later"));
    expect(change.ladder?.map((rung) => rung.kind)).toEqual(["max-downtime", "abort"]);
    expect(change.postCopy).toBeUndefined();
  });

  it("grows by rungs that rise in time and pause", () => {
    const first = nextRung([]);
    const second = nextRung([first]);
    expect([first, second].map((rung) => [rung.after, rung.figure])).toEqual([
      ["60", "1000"],
      ["120", "2000"],
    ]);
    expect(readOptions({ ...WIZARD_DEFAULTS, ladder: [first, second] }, vm()).ok).toBe(true);
    expect(nextRung([{ after: "soon", kind: "max-downtime", figure: "much" }])).toMatchObject({ after: "60", figure: "1000" });
  });

  it("allows post-copy with a rung that switches to it", () => {
    expect(withLadder(WIZARD_DEFAULTS, [{ after: "9", kind: "post-copy", figure: "" }]).postCopy).toBe("by-hand");
  });
});

describe("presets", () => {
  it("are refused by what they need and the hosts lack", () => {
    const refused = (support: OptionSupport) =>
      PRESETS.filter((preset) => policyRefusal(preset.options, support) !== null).map((preset) => preset.id);
    expect(refused(unknownSupport)).toEqual([]);
    expect(refused(without("post-copy"))).toEqual(["must-finish"]);
    expect(refused(without("parallel"))).toEqual(["fast"]);
    expect(refused(without("auto-converge-later"))).toEqual(["balanced", "must-finish"]);
  });
});

describe("devices to unplug", () => {
  it("are passed-through devices first, then those NICs that are one, then the others", () => {
    const nic = { mac: "52:54:00:AA:00:01", type: "bridge" as const, source: "br0", model: "virtio", portgroup: null };
    const domain = vm({
      nics: [nic, { ...nic, mac: "52:54:00:aa:00:02", type: "hostdev", source: null }],
      hostDevices: [{ type: "pci", mode: "subsystem", address: "0000:01:00.0" }],
    });
    expect(unpluggable(domain).map(({ key, own }) => [key, own])).toEqual([
      ["hostdev:0000:01:00.0", true],
      ["nic:52:54:00:aa:00:02", true],
      ["nic:52:54:00:aa:00:01", false],
    ]);
  });
});
