import { labError } from "./errors.ts";

export type PortVerdict = "drop" | "reject";

/** The nftables rules that close a TCP port or range on a host, in a table of their own so that they can be taken back. */
export function closePortsRules(range: string, verdict: PortVerdict): string {
  const table = portsTable(range);
  const action = verdict === "drop" ? "drop" : "reject with tcp reset";
  return `table inet ${table}
delete table inet ${table}
table inet ${table} {
  chain input {
    type filter hook input priority 0; policy accept;
    iifname != "lo" tcp dport ${range} ${action}
  }
}
`;
}

/**
 * The rules that let only these addresses come to libvirt's TCP port. It asks for no password: any user of the machine, and any guest,
 * could be root on the host by it.
 */
export function guardRules(addresses: readonly string[]): string {
  return `table inet lab_guard {
  chain input {
    type filter hook input priority 0; policy accept;
    iifname != "lo" tcp dport 16509 ip saddr != { ${addresses.join(", ")} } reject with tcp reset
  }
}
`;
}

/** The table that holds a range's rules. */
export function portsTable(range: string): string {
  if (!/^\d{1,5}(-\d{1,5})?$/.test(range))
    throw labError("usage", `"${range}" is not a port or a range`, "Write it as 49152 or 49152-49215.");
  return `lab_closed_${range.replace("-", "_")}`;
}
