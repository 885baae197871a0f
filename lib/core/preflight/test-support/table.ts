import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { LOCALES } from "../../../i18n/locales.ts";
import { messagesFor } from "../../../i18n/messages.ts";
import type { Finding, Message } from "../../model/finding.ts";
import type { Rule } from "../rule.ts";
import { guardedContext } from "../scope.ts";
import { labContext, type Patch } from "./lab.ts";

/** Description, what differs from the well context, and "verdict reason" as it must come out. */
export type Row = readonly [string, Patch, string];

/**
 * Tests a rule by a table. Beside the verdicts it holds every rule to three things: each declared reason is reached by a row, a finding
 * that stops or warns shows what was seen, and all of its words exist in both languages with all of their values.
 */
export function testRule(rule: Rule, rows: readonly Row[]): void {
  describe(rule.id, () => {
    const reached = new Set<string>();
    it.each(rows)("%s", (_description, patch, expected) => {
      const finding = rule.evaluate(labContext(patch));
      const reason = finding.reason.key.split(".").at(-1) ?? "";
      reached.add(reason);
      expect(`${finding.verdict} ${reason}`).toBe(expected);
      expect(finding).toMatchObject({ ruleId: rule.id, group: rule.group });
      // In the matrix the rule is asked for the verdict alone, once for all cells that share what its scope names.
      const context = labContext(patch);
      const bare = context.options === null ? guardedContext(context, rule.scope) : context;
      expect(rule.judge(bare).verdict).toBe(finding.verdict);
      expectWords(finding);
      if (finding.verdict === "block" || finding.verdict === "warn") {
        expect(finding.evidence.length + (finding.fix ? 1 : 0)).toBeGreaterThan(0);
      }
    });

    it("gives each of its reasons somewhere", () => {
      expect(rule.reasons.filter((reason) => !reached.has(reason))).toEqual([]);
    });
  });
}

/** Every word of a finding in every language, formatted with the finding's own values. */
export function expectWords(finding: Finding): void {
  const messages: Message[] = [finding.title, finding.reason, ...finding.evidence.map(({ label }) => label)];
  if (finding.fix) messages.push(finding.fix.summary, ...(finding.fix.choices ?? []).map(({ label }) => label));
  expectMessages(messages);
}

/** The words of messages in every language, formatted with their own values. */
export function expectMessages(messages: readonly Message[]): void {
  for (const locale of LOCALES) {
    const translate = createTranslator({
      locale,
      messages: messagesFor(locale) as unknown as Record<string, never>,
      onError: (error) => {
        throw error;
      },
    }) as (key: string, values?: Record<string, string | number>) => string;
    for (const { key, values } of messages) expect(translate(key, { ...values })).not.toBe("");
  }
}
