import { z } from "zod";
import type { Opening } from "./opening.ts";

/** A chain that packets for this host pass, and that may drop those of a migration. */
export interface BlockingChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  /** iptables-nft keeps it. */
  readonly ofIptables: boolean;
  /** It lets the source in by a rule of ours already. */
  readonly isOpen: boolean;
}

/** nft takes its arguments as one text in its own language: only names that are plain words there. */
const WORD = /^[A-Za-z_][A-Za-z0-9_/.-]{0,127}$/;

const listing = z.object({ nftables: z.array(z.record(z.string(), z.unknown())) });
const chainEntry = z.object({
  family: z.string(),
  table: z.string(),
  name: z.string(),
  hook: z.string().optional(),
  type: z.string().optional(),
  policy: z.string().optional(),
});
const ruleEntry = z.object({
  family: z.string(),
  table: z.string(),
  chain: z.string(),
  expr: z.array(z.record(z.string(), z.unknown())),
});

type Rule = z.output<typeof ruleEntry>;
type Expression = Rule["expr"];

/**
 * Reads `nft -j list ruleset`: the base chains on the input hook whose policy is drop, or that have a rule that may drop or reject these ports, be it in a
 * chain that they jump to. Null when the text is not what nft prints, or a name is no plain word.
 */
export function blockingChains(text: string, opening: Opening): readonly BlockingChain[] | null {
  const read = listing.safeParse(parsed(text));
  if (!read.success) return null;
  const entries = <T>(key: string, schema: z.ZodType<T>) =>
    read.data.nftables.flatMap((entry) => {
      const one = schema.safeParse(entry[key]);
      return one.success ? [one.data] : [];
    });
  const rules = entries("rule", ruleEntry);
  const families = opening.from.includes(":") ? ["inet", "ip6"] : ["inet", "ip"];
  const chains = entries("chain", chainEntry)
    .filter(({ hook, type, family }) => hook === "input" && type === "filter" && families.includes(family))
    .map((chain) => {
      const inTable = rules.filter(({ family, table }) => family === chain.family && table === chain.table);
      const own = inTable.filter((rule) => rule.chain === chain.name);
      return { chain, own, firstBlocking: own.findIndex(({ expr }) => mayDrop(expr, opening, inTable)) };
    })
    .filter(({ chain, firstBlocking }) => chain.policy === "drop" || firstBlocking >= 0);
  if (chains.some(({ chain }) => !WORD.test(chain.table) || !WORD.test(chain.name))) return null;
  return chains.map(({ chain: { family, table, name }, own, firstBlocking }) => {
    const open = own.findIndex(({ expr }) => letsIn(expr, opening));
    return {
      family,
      table,
      name,
      ofIptables: family !== "inet" && table === "filter" && name === "INPUT",
      isOpen: open >= 0 && (firstBlocking < 0 || open < firstBlocking),
    };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is read as nothing that nft prints.
    return null;
  }
}

const jumpTo = z.union([
  z.object({ jump: z.object({ target: z.string() }) }).transform(({ jump }) => jump.target),
  z.object({ goto: z.object({ target: z.string() }) }).transform((part) => part.goto.target),
]);
/** Targets of iptables that nft shows only by name. */
const xtTarget = z.object({ xt: z.object({ type: z.literal("target"), name: z.enum(["REJECT", "DROP", "NFQUEUE"]) }) });

/** Whether a rule may end badly for TCP to these ports, itself or where it jumps to, and its ports do not leave all of ours out. */
function mayDrop(expr: Expression, opening: Opening, inTable: readonly Rule[], on: readonly string[] = []): boolean {
  if (expr.some((part) => leavesOut(part.match, opening.min, opening.max))) return false;
  return expr.some((part) => {
    if (["drop", "reject", "queue", "vmap"].some((end) => end in part) || xtTarget.safeParse(part).success) return true;
    const target = jumpTo.safeParse(part);
    if (!target.success || on.includes(target.data)) return false;
    const there = inTable.filter((rule) => rule.chain === target.data);
    return there.some((rule) => mayDrop(rule.expr, opening, inTable, [...on, target.data]));
  });
}

/** Whether a rule is of the very form of ours: this source, all of these ports, accept, and nothing else that it asks for. */
function letsIn(expr: Expression, { from, min, max }: Opening): boolean {
  const matches = expr.flatMap((part) => ("match" in part ? [portMatch.safeParse(part.match)] : []));
  const seen = matches.flatMap((one) => (one.success ? [one.data] : []));
  const source = seen.some(({ left, right }) => left.payload.field === "saddr" && right === from);
  const ports = seen.some(({ left, right }) => {
    const range = left.payload.field === "dport" ? asRange(right) : null;
    return range !== null && range[0] <= min && range[1] >= max;
  });
  return matches.length === 2 && source && ports && expr.some((part) => "accept" in part);
}

const portMatch = z.object({
  op: z.literal("=="),
  left: z.object({ payload: z.object({ protocol: z.string(), field: z.string() }) }),
  right: z.unknown(),
});

function leavesOut(match: unknown, min: number, max: number): boolean {
  const read = portMatch.safeParse(match);
  if (!read.success) return false;
  const { protocol, field } = read.data.left.payload;
  if (protocol === "udp") return true;
  if (field !== "dport") return false;
  const set = z.object({ set: z.array(z.unknown()) }).safeParse(read.data.right);
  const ranges = (set.success ? set.data.set : [read.data.right]).map(asRange);
  return ranges.every((range) => range !== null && (range[1] < min || range[0] > max));
}

function asRange(value: unknown): readonly [number, number] | null {
  if (typeof value === "number") return [value, value];
  const read = z.object({ range: z.tuple([z.number(), z.number()]) }).safeParse(value);
  return read.success ? read.data.range : null;
}
