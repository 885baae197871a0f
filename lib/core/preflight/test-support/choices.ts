import { describe, expect, it } from "vitest";
import { optionProblems, optionsForDomain } from "../../migration/options.ts";
import type { Finding } from "../../model/finding.ts";
import type { FixAction, FixChoice } from "../../model/fix.ts";
import type { MigrationOptions } from "../../model/options.ts";
import { applyChoice } from "../apply-choice.ts";
import type { Rule } from "../rule.ts";
import { compareVerdicts } from "../verdict.ts";
import { chosen } from "./chosen.ts";
import { labContext, type Patch } from "./lab.ts";

/** Description, what differs from the well context, and the choices that must be offered, in short ("bridge br0"). */
export type ChoiceRow = readonly [string, Patch, readonly string[]];

/**
 * Tests the choices of a rule's findings by a table: the very ones are offered, each takes the finding away (the rule is asked again; of choices for
 * several NICs the first of each), and none makes options that do not go together.
 */
export function testChoices(rule: Rule, rows: readonly ChoiceRow[]): void {
  describe(`${rule.id}: choices`, () => {
    it.each(rows)("%s", (_description, patch, expected) => {
      const before = rule.evaluate(labContext(patch));
      const choices = before.fix?.choices ?? [];
      expect(choices.map(choiceText)).toEqual(expected);
      for (const together of inTurn(choices)) expectGone(rule, patch, before, together);
    });
  });
}

/** What a rule's finding offers to do by itself, by a table: description, what differs, the action or none. */
export function testActions(rule: Rule, rows: readonly (readonly [string, Patch, FixAction | undefined])[]): void {
  describe(`${rule.id}: what the console can do`, () => {
    it.each(rows)("%s", (_description, patch, expected) => {
      expect(rule.evaluate(labContext(patch)).fix?.apply).toEqual(expected);
    });
  });
}

function expectGone(rule: Rule, patch: Patch, before: Finding, choices: readonly FixChoice[]): void {
  const { domain } = labContext(patch);
  const options: MigrationOptions = patch.options ?? optionsForDomain(chosen(), domain);
  const after = choices.reduce(applyChoice, options);
  const finding = rule.evaluate(labContext({ ...patch, options: after }));
  expect(compareVerdicts(finding.verdict, before.verdict)).toBeGreaterThan(0);
  expect(finding.reason.key).not.toBe(before.reason.key);
  const faults = (all: MigrationOptions) => optionProblems(all, domain).map(({ field, key }) => `${field} ${key}`);
  expect(faults(after).filter((fault) => !faults(options).includes(fault))).toEqual([]);
}

/** Alternatives one by one; where there are several NICs, one choice for each of them. */
function inTurn(choices: readonly FixChoice[]): readonly (readonly FixChoice[])[] {
  const byNic = Map.groupBy(choices, (choice) => (choice.kind === "nic-source" ? choice.nic.mac : ""));
  return byNic.size > 1 ? [[...byNic.values()].flatMap(([first]) => first ?? [])] : choices.map((choice) => [choice]);
}

function choiceText(choice: FixChoice): string {
  switch (choice.kind) {
    case "nic-source":
      return `${choice.nic.type} ${choice.nic.source}`;
    case "copy-disks":
      return `copy ${choice.targets.join(" ")} ${choice.how}`;
    case "leave-disks":
      return `leave ${choice.targets.join(" ")}`;
    case "graphics-listen":
      return `listen ${choice.address}`;
    case "mode":
      return `mode ${choice.mode}`;
    case "options":
      return JSON.stringify(choice.options);
  }
}
