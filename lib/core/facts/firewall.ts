import type { HostDetails } from "../model/host.ts";

const MAX_CHAINS = 20_000;

/**
 * What keeps a host's incoming packets, from the section "firewall" of the collecting script: its first line is the word that the script found, "nft"
 * is followed by `nft list ruleset`. `isRoot`: others see an empty ruleset. Null = cannot be told, as for rules of legacy iptables.
 */
export function parseFirewall(text: string, isRoot: boolean): HostDetails["firewall"] {
  const [word = "", ...rules] = text.trim().split("\n");
  if (word === "firewalld" || word === "ufw") return word;
  if (word === "nothing") return "none";
  if (word !== "nft" || !isRoot) return null;
  if (/^table \w+ firewalld\b/m.test(text)) return "firewalld";
  return keepsIncoming(rules) ? "nftables" : "none";
}

interface Chain {
  readonly isInput: boolean;
  /** Drops or rejects by itself. */
  readonly keeps: boolean;
  readonly jumps: readonly string[];
}

/** True when a chain at the input hook drops by policy, or when it or a chain that it jumps to has a rule that drops or rejects. */
function keepsIncoming(rules: readonly string[]): boolean {
  const chains = readChains(rules);
  const seen = new Set<string>();
  const queue = [...chains].filter(([, chain]) => chain.isInput).map(([name]) => name);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const chain = chains.get(name);
    if (chain === undefined || seen.has(name)) continue;
    seen.add(name);
    if (chain.keeps) return true;
    queue.push(...chain.jumps);
  }
  return false;
}

/** Chains by "table chain": jumps stay within a table. */
function readChains(rules: readonly string[]): ReadonlyMap<string, Chain> {
  const chains = new Map<string, Chain>();
  let table = "";
  let open: { name: string; lines: string[] } | null = null;
  for (const raw of rules) {
    // What an admin wrote into a comment or a log prefix is no verdict.
    const line = raw.replaceAll(/"[^"]*"/g, '""').trim();
    const inTable = /^table (\S+ \S+) \{/.exec(line)?.[1];
    const chain = /^chain (\S+) \{/.exec(line)?.[1];
    if (inTable !== undefined) table = inTable;
    else if (chain !== undefined) open = { name: `${table} ${chain}`, lines: [] };
    else if (open !== null && line === "}") {
      if (chains.size < MAX_CHAINS) chains.set(open.name, readChain(open.lines.join("\n"), table));
      open = null;
    } else if (open !== null) open.lines.push(line);
  }
  return chains;
}

function readChain(text: string, table: string): Chain {
  return {
    isInput: /\bhook input\b/.test(text),
    keeps: /\b(drop|reject)\b/.test(text),
    jumps: [...text.matchAll(/\b(?:jump|goto) ([^\s,}]+)/g)].map(([, target]) => `${table} ${target}`),
  };
}
