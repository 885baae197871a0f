import { describe, expect, it } from "vitest";
import { messagesFor } from "../../i18n/messages.ts";
import { PROBLEM_KEYS } from "./option-problems/problem.ts";
import { DEFAULT_MIGRATION_OPTIONS, optionProblems, optionsForDomain } from "./options.ts";
import { DEFINITION_RULES } from "./test-support/option-rules/definition.ts";
import { LADDER_RULES } from "./test-support/option-rules/ladder.ts";
import { MEMORY_RULES } from "./test-support/option-rules/memory.ts";
import type { RuleCase } from "./test-support/option-rules/rule.ts";
import { STORAGE_RULES } from "./test-support/option-rules/storage.ts";
import { domainWith, optionsWith } from "./test-support/plans.ts";

const RULES: readonly RuleCase[] = [...DEFINITION_RULES, ...MEMORY_RULES, ...LADDER_RULES, ...STORAGE_RULES];

describe("optionProblems", () => {
  it.each(RULES.map((rule) => [rule[0], rule[1], rule] as const))("%s at %s", (key, field, rule) => {
    const [, , broken, kept, domain = domainWith(), keptDomain = domainWith()] = rule;
    const found = optionProblems(optionsWith(broken), domain);
    expect(found.map((problem) => [problem.key, problem.field])).toContainEqual([key, `options.${field}`]);
    expect(optionProblems(optionsWith(kept), keptDomain)).toEqual([]);
  });

  it("has each rule tried, and words for it in both languages", () => {
    expect(PROBLEM_KEYS.filter((key) => !RULES.some(([tried]) => tried === key))).toEqual([]);
    for (const locale of ["en", "zh-CN"] as const) {
      const words: Readonly<Record<string, unknown>> = messagesFor(locale).errors.migrations;
      expect(PROBLEM_KEYS.filter((key) => typeof words[key] !== "string")).toEqual([]);
    }
  });

  it("has nothing against the defaults, in any mode", () => {
    for (const mode of ["live", "offline", "cold-copy", "saved-state"] as const)
      expect(optionProblems({ ...DEFAULT_MIGRATION_OPTIONS, mode }, domainWith())).toEqual([]);
    expect(optionProblems(DEFAULT_MIGRATION_OPTIONS, { persistent: false })).toEqual([]);
  });

  it("says one thing about a transient domain that cannot be moved so", () => {
    expect(optionProblems(optionsWith({ mode: "cold-copy" }), domainWith({ persistent: false })).map(({ key }) => key)).toEqual([
      "mode-needs-definition",
    ]);
  });
});

describe("optionsForDomain", () => {
  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])("domain persistent %s, asked %s: %s", (persistent, asked, used) => {
    const options = optionsForDomain(optionsWith({ persistent: asked, undefineSource: asked }), { persistent });
    expect([options.persistent, options.undefineSource]).toEqual([used, used]);
  });
});
