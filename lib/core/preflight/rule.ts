import type { Evidence, Finding, FindingGroup, Fix, Message, Verdict } from "../model/finding.ts";
import type { RuleContext } from "./context.ts";
import { commandsOf } from "./evidence.ts";
import type { Probe } from "./probes.ts";

export interface Details {
  readonly values?: Readonly<Record<string, string | number>>;
  readonly evidence?: readonly Evidence[];
  readonly fix?: Fix;
}

/** The ways in which a rule may answer. A reason is a key below `preflight.rules.<rule-id>`. */
export interface Say<Reason extends string> {
  pass(reason: Reason, details?: Details): Finding;
  warn(reason: Reason, details?: Details): Finding;
  block(reason: Reason, details?: Details): Finding;
  unknown(reason: Reason, details?: Details): Finding;
  notApplicable(reason: Reason, details?: Details): Finding;
  /** Block, for a reason that is said elsewhere: another part judged it. */
  blockedBy(why: Message, details?: Details): Finding;
  /** Unknown, for a reason that is not the rule's own: a fact or a host that could not be read. */
  cannotTell(why: Message, evidence?: readonly Evidence[]): Finding;
  /** Unknown, because the probe has not run yet or gave no answer. */
  notProbed(probe: Exclude<Probe<unknown>, { kind: "done" }>): Finding;
}

/** One check. It looks at the context only, and always answers. */
export interface Rule {
  readonly id: string;
  readonly group: FindingGroup;
  /** Every reason that it may give: each has words in both languages. */
  readonly reasons: readonly string[];
  evaluate(context: RuleContext): Finding;
}

interface Definition<Reason extends string> {
  readonly id: string;
  readonly group: FindingGroup;
  readonly reasons: readonly Reason[];
  readonly evaluate: (context: RuleContext, say: Say<Reason>) => Finding;
}

/**
 * Makes a rule. `evaluate` answers through `say`, which only takes declared reasons and adds the names of VM and hosts to the values of
 * every message.
 */
export function defineRule<const Reason extends string>(definition: Definition<Reason>): Rule {
  const { id, group, reasons, evaluate } = definition;
  return { id, group, reasons, evaluate: (context) => evaluate(context, speaker<Reason>(id, group, context)) };
}

/** The finding of a rule that threw: unknown, with the error's words. */
export function crashedFinding(rule: Rule, context: RuleContext, error: unknown): Finding {
  const text = error instanceof Error ? error.message : String(error);
  return speaker(rule.id, rule.group, context).cannotTell({ key: "preflight.common.rule-crashed", values: { reason: text } });
}

function speaker<Reason extends string>(id: string, group: FindingGroup, context: RuleContext): Say<Reason> {
  const names = {
    vm: context.domain.name,
    source: context.source.registration.name,
    destination: context.destination.registration.name,
  };
  const finding = (verdict: Verdict, reason: Message, evidence: readonly Evidence[], fix?: Fix): Finding => ({
    ruleId: id,
    group,
    verdict,
    title: { key: `preflight.rules.${id}.title` },
    reason: { key: reason.key, values: { ...names, ...reason.values } },
    evidence,
    ...(fix ? { fix } : {}),
  });
  const as =
    (verdict: Verdict) =>
    (reason: Reason, details: Details = {}) =>
      finding(
        verdict,
        { key: `preflight.rules.${id}.${reason}`, values: details.values ?? {} },
        details.evidence ?? [],
        details.fix,
      );
  const cannotTell = (why: Message, evidence: readonly Evidence[] = []) => finding("unknown", why, evidence);
  return {
    pass: as("pass"),
    warn: as("warn"),
    block: as("block"),
    unknown: as("unknown"),
    notApplicable: as("not-applicable"),
    blockedBy: (why, details = {}) => finding("block", why, details.evidence ?? [], details.fix),
    cannotTell,
    notProbed: (probe) =>
      probe.kind === "pending" ? cannotTell({ key: "preflight.common.not-probed" }) : cannotTell(probe.why, commandsOf(probe)),
  };
}
