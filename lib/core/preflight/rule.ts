import type { Evidence, Finding, FindingGroup, Fix, Message, Verdict } from "../model/finding.ts";
import type { RuleContext } from "./context.ts";
import { commandsOf } from "./evidence.ts";
import type { Probe } from "./probes.ts";

export interface Details {
  readonly values?: Readonly<Record<string, string | number>>;
  /** As a function where it costs something: it is called when the finding is to be shown. */
  readonly evidence?: readonly Evidence[] | (() => readonly Evidence[]);
  /** As a function where it costs something, likewise. */
  readonly fix?: Fix | (() => Fix);
}

/** Details that cost something are given as a function: the matrix asks ten thousand times for the verdict alone and never calls it. */
export type MaybeDetails = Details | (() => Details);

/** The ways in which a rule may answer. A reason is a key below `preflight.rules.<rule-id>`. */
export interface Say<Reason extends string> {
  pass(reason: Reason, details?: MaybeDetails): Finding;
  warn(reason: Reason, details?: MaybeDetails): Finding;
  block(reason: Reason, details?: MaybeDetails): Finding;
  unknown(reason: Reason, details?: MaybeDetails): Finding;
  notApplicable(reason: Reason, details?: MaybeDetails): Finding;
  /** Block, for a reason that is said elsewhere: another part judged it. */
  blockedBy(why: Message, details?: MaybeDetails): Finding;
  /** Unknown, for a reason that is not the rule's own: a fact or a host that could not be read. */
  cannotTell(why: Message, evidence?: readonly Evidence[]): Finding;
  /** Unknown, because the probe has not run yet or gave no answer. */
  notProbed(probe: Exclude<Probe<unknown>, { kind: "done" }>): Finding;
}

/**
 * What the answer depends on in the matrix, where nobody has chosen options yet. domain: the VM, its source host and what was tried there
 * for it alone, whatever the destination; pair: both hosts and what was tried between them, whatever the VM; cell: all of it. The matrix
 * asks a rule once for all cells that share the answer.
 */
export type RuleScope = "domain" | "pair" | "cell";

/** A rule's answer without its words. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Unknown only because a probe has not ended yet. */
  readonly pending: boolean;
}

/** What a finding says, without what it rests on. */
export type Words = Pick<Finding, "title" | "reason">;

/** One check. It looks at the context only, and always answers. */
export interface Rule {
  readonly id: string;
  readonly group: FindingGroup;
  readonly scope: RuleScope;
  /** Every reason that it may give: each has words in both languages. */
  readonly reasons: readonly string[];
  evaluate(context: RuleContext): Finding;
  /** The verdict of `evaluate`, and nothing else built. Throws where `evaluate` does. */
  judge(context: RuleContext): Judgement;
  /** Title and reason of `evaluate`. Throws where `evaluate` does. */
  words(context: RuleContext): Words;
}

interface Definition<Reason extends string> {
  readonly id: string;
  readonly group: FindingGroup;
  /** "cell" unless said otherwise. */
  readonly scope?: RuleScope;
  readonly reasons: readonly Reason[];
  readonly evaluate: (context: RuleContext, say: Say<Reason>) => Finding;
}

/**
 * Makes a rule. `evaluate` answers through `say`, which only takes declared reasons and adds the names of VM and hosts to the values of
 * every message.
 */
export function defineRule<const Reason extends string>(definition: Definition<Reason>): Rule {
  const { id, group, scope = "cell", reasons, evaluate } = definition;
  return {
    id,
    group,
    scope,
    reasons,
    evaluate: (context) => evaluate(context, speaker<Reason>(id, group, context)),
    judge(context) {
      const finding = evaluate(context, BRIEF);
      return finding instanceof Silent ? finding.judgement : { verdict: finding.verdict, pending: false };
    },
    words(context) {
      const { title, reason } = evaluate(context, speaker<Reason>(id, group, context, false));
      return { title, reason };
    },
  };
}

/** The finding of a rule that threw: unknown, with the error's words. */
export function crashedFinding(rule: Rule, context: RuleContext, error: unknown): Finding {
  const text = error instanceof Error ? error.message : String(error);
  return speaker(rule.id, rule.group, context).cannotTell({ key: "preflight.common.rule-crashed", values: { reason: text } });
}

/** An answer without words, for `judge` alone. */
class Silent implements Finding {
  readonly ruleId = "";
  readonly group = "identity";
  readonly title: Message = { key: "" };
  readonly reason: Message = { key: "" };
  readonly evidence: readonly Evidence[] = [];
  readonly verdict: Verdict;
  readonly judgement: Judgement;
  constructor(verdict: Verdict, pending = false) {
    this.verdict = verdict;
    this.judgement = { verdict, pending };
  }
}

const [PASS, WARN, BLOCK, UNKNOWN, NOT_APPLICABLE, NOT_PROBED] = [
  new Silent("pass"),
  new Silent("warn"),
  new Silent("block"),
  new Silent("unknown"),
  new Silent("not-applicable"),
  new Silent("unknown", true),
];

const BRIEF: Say<string> = {
  pass: () => PASS,
  warn: () => WARN,
  block: () => BLOCK,
  unknown: () => UNKNOWN,
  notApplicable: () => NOT_APPLICABLE,
  blockedBy: () => BLOCK,
  cannotTell: () => UNKNOWN,
  notProbed: (probe) => (probe.kind === "pending" ? NOT_PROBED : UNKNOWN),
};

/** `shown`: with what it rests on. */
function speaker<Reason extends string>(id: string, group: FindingGroup, context: RuleContext, shown = true): Say<Reason> {
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
  const as = (verdict: Verdict) => (reason: Reason, given?: MaybeDetails) => {
    const { values = {}, evidence, fix } = detailsOf(given, shown);
    return finding(verdict, { key: `preflight.rules.${id}.${reason}`, values }, evidence, fix);
  };
  const cannotTell = (why: Message, evidence: readonly Evidence[] = []) => finding("unknown", why, evidence);
  return {
    pass: as("pass"),
    warn: as("warn"),
    block: as("block"),
    unknown: as("unknown"),
    notApplicable: as("not-applicable"),
    blockedBy: (why, given) => {
      const { evidence, fix } = detailsOf(given, shown);
      return finding("block", why, evidence, fix);
    },
    cannotTell,
    notProbed: (probe) =>
      probe.kind === "pending"
        ? cannotTell({ key: "preflight.common.not-probed" })
        : cannotTell(probe.why, shown ? commandsOf(probe) : []),
  };
}

interface Given {
  readonly values?: Details["values"];
  readonly evidence: readonly Evidence[];
  readonly fix?: Fix | undefined;
}

function detailsOf(given: MaybeDetails = {}, shown: boolean): Given {
  const { values = {}, evidence = [], fix } = typeof given === "function" ? given() : given;
  if (!shown) return { values, evidence: [] };
  return {
    values,
    evidence: typeof evidence === "function" ? evidence() : evidence,
    fix: typeof fix === "function" ? fix() : fix,
  };
}
