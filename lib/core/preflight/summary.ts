import { linkFigure } from "../migration/prediction/link-figure.ts";
import type { MatrixSummary } from "../model/matrix.ts";
import type { RuleContext } from "./context.ts";
import { RULES } from "./registry.ts";
import { crashedFinding, type Judgement, type Rule, type Words } from "./rule.ts";
import { DOMAIN_PROBES, PAIR_PROBES } from "./scope.ts";
import { type Asker, askerOfDestination, askerWithoutDestination } from "./share.ts";
import { type Note, noter, Tally } from "./tally.ts";

/** Cells that have something in common, a way to ask rules about that alone, and what is to be asked one by one when that does not do. */
interface Group {
  readonly shared: Tally;
  readonly ask: Asker;
  readonly members: Tally[];
}

interface Cell {
  readonly own: Tally;
  readonly shared: readonly Tally[];
}

const CRASHED: Judgement = { verdict: "unknown", pending: false };

/** So many VMs of which a rule could answer for none without its destination: the others are most likely no different. */
const GIVE_UP_AFTER = 16;

/**
 * Summaries of many cells, without building any finding but the words of the worst. The verdicts are those of `evaluateCell` for the same
 * context: the same rules, asked through `judge`. A rule is asked once for all cells that share the answer (by the identity of the contexts'
 * objects): those that its scope names, and those of a VM, a source or a destination when it answers without looking at anything else. All
 * contexts must have the same options. One rule after another goes over all cells, which an optimising engine likes far better than one cell
 * after another.
 */
export function summarise(contexts: readonly RuleContext[], rules: readonly Rule[] = RULES): readonly MatrixSummary[] {
  const domains = new Map<object, Group>();
  const sources = new Map<object, Group>();
  const destinations = new Map<object, Group>();
  const pairs = new Map<object, Map<object, Tally>>();
  const cells = contexts.map((context): Cell => {
    const own = new Tally(context);
    const domain = grouped(domains, context.domain, context, askerWithoutDestination);
    const source = grouped(sources, context.source, context, askerWithoutDestination);
    const destination = grouped(destinations, context.destination, context, askerOfDestination);
    const ofSource = got(pairs, context.source, () => new Map<object, Tally>());
    let pair = ofSource.get(context.destination);
    if (!pair) {
      pair = new Tally(context);
      ofSource.set(context.destination, pair);
      source.members.push(pair);
    }
    domain.members.push(own);
    return { own, shared: [domain.shared, source.shared, destination.shared, pair] };
  });
  const byScope = { cell: [...domains.values()], domain: [...domains.values()], pair: [...sources.values()] };
  const everywhere = [...destinations.values()];
  for (const [index, rule] of rules.entries()) {
    const note = noter(rule, index, rules.length);
    const groups = byScope[rule.scope];
    if (rule.scope === "domain") for (const { shared } of groups) note(shared, judgeOne(rule, shared.context));
    else judgeGroups(rule, groups, everywhere, note);
  }
  return cells.map(merged);
}

function judgeGroups(rule: Rule, groups: readonly Group[], destinations: readonly Group[], note: Note): void {
  const left: Group[] = [];
  for (const group of groups) {
    const isHopeless = left.length >= GIVE_UP_AFTER && left[GIVE_UP_AFTER - 1] === groups[GIVE_UP_AFTER - 1];
    const answer = isHopeless ? null : group.ask(rule);
    if (answer) note(group.shared, answer);
    else left.push(group);
  }
  // Mixed, a destination's answer would count for cells that have theirs already.
  if (left.length === groups.length && judgeDestinations(rule, destinations, note)) return;
  for (const { members } of left) for (const tally of members) note(tally, judgeOne(rule, tally.context));
}

/** True when the rule looks at no more than the destination, whichever that is: all is noted then; else nothing. */
function judgeDestinations(rule: Rule, destinations: readonly Group[], note: Note): boolean {
  const answers: (readonly [Tally, Judgement])[] = [];
  for (const { ask, shared } of destinations) {
    const answer = ask(rule);
    if (answer === null) return false;
    answers.push([shared, answer]);
  }
  for (const [shared, answer] of answers) note(shared, answer);
  return true;
}

function grouped(groups: Map<object, Group>, key: object, context: RuleContext, asker: (context: RuleContext) => Asker): Group {
  return got(groups, key, () => ({ shared: new Tally(context), ask: asker(context), members: [] }));
}

function got<Value>(map: Map<object, Value>, key: object, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** A rule that breaks is unknown, as in `evaluateRules`, whose words say what broke. */
function judgeOne(rule: Rule, context: RuleContext): Judgement {
  try {
    return rule.judge(context);
  } catch {
    return CRASHED;
  }
}

function wordsOf(rule: Rule, context: RuleContext): Words {
  try {
    return rule.words(context);
  } catch (error) {
    const { title, reason } = crashedFinding(rule, context, error);
    return { title, reason };
  }
}

function merged({ own, shared }: Cell): MatrixSummary {
  const { context } = own;
  const all = new Tally(context);
  all.add(own);
  for (const tally of shared) all.add(tally);
  const { block, unknown, warn, pass, notApplicable, pending, troubles } = all;
  const [worst] = troubles;
  return {
    domainUuid: context.domain.uuid,
    sourceHostId: context.source.registration.id,
    destinationHostId: context.destination.registration.id,
    isSource: false,
    verdict: worst?.trouble.verdict ?? (pass > 0 ? "pass" : "not-applicable"),
    counts: { block, unknown, warn, pass, "not-applicable": notApplicable },
    troubles: troubles.map(({ trouble }) => trouble),
    first: worst ? wordsOf(worst.rule, context) : null,
    pending,
    linkBytesPerSec: linkFigure(context.figures.link)?.value ?? null,
    observedAtMs: oldest(context),
  };
}

const STAMPED = [...DOMAIN_PROBES, ...PAIR_PROBES, "cpu", "files", "storage"] as const;

/** The oldest of both hosts' facts and of what was tried. */
function oldest({ source, destination, probes }: RuleContext): number | null {
  const never = Number.POSITIVE_INFINITY;
  let oldestMs = Math.min(source.observedAtMs ?? never, destination.observedAtMs ?? never);
  for (const name of STAMPED) {
    const probe = probes[name];
    if (probe.kind !== "pending" && probe.atMs < oldestMs) oldestMs = probe.atMs;
  }
  return Number.isFinite(oldestMs) ? oldestMs : null;
}
