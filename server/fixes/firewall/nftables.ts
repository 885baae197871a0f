import { scriptArgv } from "../../libvirt/script-argv.ts";
import type { BlockingChain } from "./blocking-chains.ts";
import { type FirewallStep, mark, type Opening } from "./opening.ts";

/** Deletes by handle what bears our mark: $1 family, $2 table, $3 chain, $4 mark. A chain that went has nothing of ours. */
const DELETE = `
nft list tables >/dev/null || exit 1
nft list chain "$1" "$2" "$3" >/dev/null 2>&1 || exit 0
nft -a list chain "$1" "$2" "$3" | grep -F -- "\\"$4\\" # handle " | sed "s/.*# handle //" | while read -r handle; do
nft delete rule "$1" "$2" "$3" handle "$handle" || exit 1
done
`;

/** A rule in front of each chain that would drop: an accept in one chain is not enough where another one drops. */
export function nftablesSteps(opening: Opening, chains: readonly BlockingChain[]): readonly FirewallStep[] {
  return chains.map((chain) => {
    const values = {
      chain: `${chain.family} ${chain.table} ${chain.name}`,
      from: opening.from,
      range: `${opening.min}-${opening.max}`,
    };
    const does = { key: "fixes.does.nftables", values };
    return chain.ofIptables ? { does, ...iptables(opening, chain) } : { does, ...native(opening, chain) };
  });
}

function native(opening: Opening, { family, table, name }: BlockingChain): Omit<FirewallStep, "does"> {
  const source = [opening.from.includes(":") ? "ip6" : "ip", "saddr", opening.from];
  const ports = ["tcp", "dport", `${opening.min}-${opening.max}`];
  return {
    argv: ["nft", "insert", "rule", family, table, name, ...source, ...ports, "accept", "comment", `"${mark(opening)}"`],
    undo: scriptArgv(DELETE, family, table, name, mark(opening)),
  };
}

/** iptables cannot read a table any more into which nft put a rule, so its own chains get theirs through iptables. */
function iptables(opening: Opening, { name }: BlockingChain): Omit<FirewallStep, "does"> {
  const tool = opening.from.includes(":") ? "ip6tables" : "iptables";
  const match = ["-p", "tcp", "-s", opening.from, "--dport", `${opening.min}:${opening.max}`];
  const rule = [name, ...match, "-m", "comment", "--comment", mark(opening), "-j", "ACCEPT"];
  return { argv: [tool, "-w", "5", "-I", ...rule], undo: [tool, "-w", "5", "-D", ...rule] };
}
