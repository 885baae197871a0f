import { describe, expect, it } from "vitest";
import { blockingChains } from "./blocking-chains.ts";
import { firewalldSteps } from "./firewalld.ts";
import { nftablesSteps } from "./nftables.ts";
import { ufwSteps } from "./ufw.ts";

const opening = { from: "10.0.0.11", min: 49152, max: 49215 };
const v6 = { ...opening, from: "fd00::1" };

interface Expr {
  readonly [kind: string]: unknown;
}
const port = (right: unknown, protocol = "tcp"): Expr => ({
  match: { op: "==", left: { payload: { protocol, field: "dport" } }, right },
});
const from = (address: string): Expr => ({
  match: { op: "==", left: { payload: { protocol: "ip", field: "saddr" } }, right: address },
});
const ours: readonly Expr[] = [from("10.0.0.11"), port({ range: [49152, 49215] }), { accept: null }];

/** A ruleset as `nft -j` prints it: chain "in" on the input hook, and chains that it may jump to. */
function ruleset(
  rules: readonly (readonly Expr[])[],
  { family = "inet", table = "t", policy = "accept", others = {} as Record<string, readonly (readonly Expr[])[]> } = {},
): string {
  const rule = (chain: string) => (expr: readonly Expr[]) => ({ rule: { family, table, chain, handle: 1, expr } });
  return JSON.stringify({
    nftables: [
      { metainfo: { version: "1.0.6" } },
      { table: { family, name: table, handle: 1 } },
      { chain: { family, table, name: "in", handle: 1, type: "filter", hook: "input", prio: 0, policy } },
      ...Object.keys(others).map((name) => ({ chain: { family, table, name, handle: 2 } })),
      ...rules.map(rule("in")),
      ...Object.entries(others).flatMap(([name, list]) => list.map(rule(name))),
    ],
  });
}
const names = (text: string, of = opening) =>
  blockingChains(text, of)?.map(({ name, isOpen }) => `${name}${isOpen ? " open" : ""}`);

describe("which chains of nftables may drop a migration", () => {
  it.each<[string, string, readonly string[]]>([
    ["none, when nothing drops", ruleset([[{ accept: null }]]), []],
    ["one whose policy is drop", ruleset([], { policy: "drop" }), ["in"]],
    ["one that drops these ports", ruleset([[port({ range: [49152, 49215] }), { drop: null }]]), ["in"]],
    ["one that rejects all", ruleset([[{ reject: { type: "tcp reset" } }]]), ["in"]],
    ["not one that drops another port", ruleset([[port(16509), { drop: null }]]), []],
    ["not one that drops a set of others", ruleset([[port({ set: [22, { range: [1, 1024] }] }), { drop: null }]]), []],
    ["one that drops a set with one of these", ruleset([[port({ set: [22, 49200] }), { drop: null }]]), ["in"]],
    ["not one that drops UDP only", ruleset([[port(53, "udp"), { drop: null }]]), []],
    ["one that looks up a map of verdicts", ruleset([[{ vmap: { key: {}, data: {} } }]]), ["in"]],
    [
      "one that jumps to where it drops",
      ruleset([[{ jump: { target: "x" } }], []], { others: { x: [[{ drop: null }]] } }),
      ["in"],
    ],
    [
      "not one that jumps to where nothing drops",
      ruleset([[{ jump: { target: "x" } }]], { others: { x: [[{ accept: null }]] } }),
      [],
    ],
    [
      "not one that goes round in circles",
      ruleset([[{ jump: { target: "x" } }]], { others: { x: [[{ goto: { target: "x" } }]] } }),
      [],
    ],
    ["one that iptables rejects in", ruleset([[{ xt: { type: "target", name: "REJECT" } }]]), ["in"]],
    ["open, with a rule like ours in front", ruleset([ours, [{ drop: null }]]), ["in open"]],
    ["shut, with a rule like ours behind", ruleset([[{ drop: null }], ours]), ["in"]],
    ["not for another family", ruleset([[{ drop: null }]], { family: "ip6" }), []],
  ])("%s", (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("looks at IPv6 for an IPv6 source", () => {
    expect(names(ruleset([[{ drop: null }]], { family: "ip6" }), v6)).toEqual(["in"]);
  });

  it.each([
    ["no JSON", "error"],
    ["JSON of something else", "{}"],
    ["a name that nft would read as its language", ruleset([[{ drop: null }]], { table: "t; flush ruleset" })],
  ])("cannot tell from %s", (_what, text) => {
    expect(blockingChains(text, opening)).toBeNull();
  });
});

describe("commands", () => {
  it("go in front of the chain, with a mark by which the undo finds them", () => {
    const [step] = nftablesSteps(opening, [{ family: "inet", table: "t", name: "in", ofIptables: false, isOpen: false }]);
    expect(step?.argv.join(" ")).toBe(
      'nft insert rule inet t in ip saddr 10.0.0.11 tcp dport 49152-49215 accept comment "virtferry-10.0.0.11-49152-49215"',
    );
    expect(step?.undo.slice(-4)).toEqual(["inet", "t", "in", "virtferry-10.0.0.11-49152-49215"]);
    const [six] = nftablesSteps(v6, [{ family: "ip6", table: "t", name: "in", ofIptables: false, isOpen: false }]);
    expect(six?.argv.slice(3, 9).join(" ")).toBe("ip6 t in ip6 saddr fd00::1");
  });

  it("are iptables' own in its chains, and are found again (iptables 1.8.9 on Debian 12)", () => {
    const captured = `{"nftables": [{"chain": {"family": "ip", "table": "filter", "name": "INPUT", "handle": 1, "type": "filter", "hook": "input", "prio": 0, "policy": "drop"}},
      {"rule": {"family": "ip", "table": "filter", "chain": "INPUT", "handle": 4, "expr": [{"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "saddr"}}, "right": "10.0.0.11"}}, {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}}, "right": {"range": [49152, 49215]}}}, {"xt": {"type": "match", "name": "comment"}}, {"counter": {"packets": 0, "bytes": 0}}, {"accept": null}]}},
      {"rule": {"family": "ip", "table": "filter", "chain": "INPUT", "handle": 3, "expr": [{"counter": {"packets": 0, "bytes": 0}}, {"xt": {"type": "target", "name": "REJECT"}}]}}]}`;
    const [chain] = blockingChains(captured, opening) ?? [];
    expect(chain).toEqual({ family: "ip", table: "filter", name: "INPUT", ofIptables: true, isOpen: true });
    const [step] = nftablesSteps(opening, chain ? [chain] : []);
    const rule = "-p tcp -s 10.0.0.11 --dport 49152:49215 -m comment --comment virtferry-10.0.0.11-49152-49215 -j ACCEPT";
    expect(step?.argv.join(" ")).toBe(`iptables -w 5 -I INPUT ${rule}`);
    expect(step?.undo.join(" ")).toBe(`iptables -w 5 -D INPUT ${rule}`);
  });

  it("are ufw's, but not twice (what ufw 0.36.2 on Debian 12 took and shows)", () => {
    const rule = "allow from 10.0.0.11 to any port 49152:49215 proto tcp";
    const head = "Added user rules (see 'ufw status' for running firewall):\n";
    const [step] = ufwSteps(opening, `${head}(None)\n`);
    expect(step?.argv.join(" ")).toBe(`ufw ${rule}`);
    expect(step?.undo.join(" ")).toBe(`ufw delete ${rule}`);
    expect(ufwSteps(opening, `${head}ufw ${rule}\n`)).toEqual([]);
  });

  it("are firewalld's, for now and for good (as firewalld 1.3.3 on Debian 12 took them)", () => {
    const rule = 'rule family="ipv4" source address="10.0.0.11" port port="49152-49215" protocol="tcp" accept';
    const steps = firewalldSteps(opening, "public", { runtime: false, permanent: false });
    expect(steps.map(({ argv }) => argv)).toEqual([
      ["firewall-cmd", "--zone=public", `--add-rich-rule=${rule}`],
      ["firewall-cmd", "--permanent", "--zone=public", `--add-rich-rule=${rule}`],
    ]);
    expect(steps[1]?.undo).toEqual(["firewall-cmd", "--permanent", "--zone=public", `--remove-rich-rule=${rule}`]);
    expect(firewalldSteps(opening, "public", { runtime: true, permanent: false })).toHaveLength(1);
    expect(firewalldSteps(v6, "public", { runtime: false, permanent: true })[0]?.argv[2]).toContain('family="ipv6"');
  });
});
