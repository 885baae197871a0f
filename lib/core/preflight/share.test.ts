import { describe, expect, it } from "vitest";
import type { RuleContext } from "./context.ts";
import { defineRule, type Rule } from "./rule.ts";
import { askerOfDestination, askerWithoutDestination } from "./share.ts";
import { labContext } from "./test-support/lab.ts";

function ruleOf(look: (context: RuleContext) => unknown): Rule {
  return defineRule({
    id: "x.looks",
    group: "path",
    reasons: ["ok", "no"],
    evaluate: (context, say) => (look(context) ? say.pass("ok") : say.block("no")),
  });
}

const ROWS: readonly (readonly [
  string,
  (context: RuleContext) => unknown,
  { readonly domain: boolean; readonly destination: boolean },
])[] = [
  ["nothing", () => true, { domain: true, destination: true }],
  ["the VM", ({ domain }) => domain.hasTpm, { domain: true, destination: false }],
  ["the source's facts", ({ source }) => source.facts, { domain: true, destination: false }],
  ["the VM's job", ({ probes: { jobs } }) => jobs.kind, { domain: true, destination: false }],
  ["the destination's facts", ({ destination }) => destination.facts, { domain: false, destination: true }],
  ["a probe of the pair that it takes in hand only", ({ probes: { ssh } }) => ssh, { domain: true, destination: true }],
  ["a probe of the pair", ({ probes: { ssh } }) => ssh.kind, { domain: false, destination: false }],
  ["whether the destination says something", ({ destination }) => "facts" in destination, { domain: false, destination: true }],
  ["all of the destination", ({ destination }) => ({ ...destination }), { domain: false, destination: true }],
  ["the link", ({ figures }) => figures.link, { domain: false, destination: false }],
  ["migrations there", ({ running }) => running.destination, { domain: false, destination: false }],
];

describe("an answer that is found with a part of the context closed", () => {
  it.each(ROWS)("of a rule that looks at %s", (_what, look, holds) => {
    const rule = ruleOf(look);
    const context = labContext();
    expect(askerWithoutDestination(context)(rule)).toEqual(holds.domain ? rule.judge(context) : null);
    expect(askerOfDestination(context)(rule)).toEqual(holds.destination ? rule.judge(context) : null);
  });

  it("is none for a rule that swallows what it is told", () => {
    const rule = ruleOf(({ destination }) => {
      try {
        return destination.facts;
      } catch {
        return true;
      }
    });
    expect(askerWithoutDestination(labContext())(rule)).toBeNull();
  });

  it("is none for a rule that breaks", () => {
    const rule = ruleOf(() => {
      throw new Error("oops");
    });
    expect(askerWithoutDestination(labContext())(rule)).toBeNull();
  });
});
