import type { Finding, Fix } from "../../model/finding.ts";
import type { RuleContext } from "../context.ts";
import { commandsOf, probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import type { PortReach, Probe } from "../probes.ts";
import type { Say } from "../rule.ts";

export const PORT_REASONS = [
  "open",
  "refused",
  "timeout",
  "no-route",
  "unresolvable",
  "no-listener-tool",
  "no-connect-tool",
  "no-free-port",
  "other",
] as const;

/** Shared by the rules for the ports of memory and disks: what became of a listener on the destination that the source tried. */
export function sayPorts(
  { source, destination }: RuleContext,
  say: Say<(typeof PORT_REASONS)[number]>,
  ports: Probe<PortReach>,
): Finding {
  if (ports.kind !== "done") return say.notProbed(ports);
  const { outcome, address, port, minPort, maxPort, text } = ports.value;
  const range = rangeOf(ports.value);
  const values = { address, port: String(port ?? minPort), min: String(minPort), max: String(maxPort), range };
  const evidence = () => [
    ...commandsOf(ports),
    ...(port === null ? [] : [probed(ports, destination.registration.id, "port", `${address} ${port}`)]),
    ...(text.trim() === "" ? [] : [probed(ports, source.registration.id, "answer", text.trim())]),
  ];
  switch (outcome) {
    case "open":
      return say.pass("open", { values, evidence });
    case "refused":
    case "timeout":
    case "no-route":
    case "unresolvable":
      return say.block(outcome, { values, evidence, fix: openPorts(range, isOfLibvirt(destination, ports.value)) });
    case "no-free-port":
      return say.block(outcome, { values, evidence, fix: fix("widen-port-range", "destination", [["ss", "-Hltnp"]], values) });
    case "no-listener-tool":
      return say.unknown(outcome, { values, evidence, fix: fix("install-listen-tool", "destination") });
    case "no-connect-tool":
      return say.unknown(outcome, { values, evidence, fix: fix("install-listen-tool", "source") });
    case "other":
      return say.unknown(outcome, { values, evidence });
  }
}

/** One port, or the first and the last of a range. */
function rangeOf({ minPort, maxPort }: PortReach): string {
  return minPort === maxPort ? String(minPort) : `${minPort}-${maxPort}`;
}

/** The console opens libvirt's own range, not a port of an admin's choice. */
function isOfLibvirt({ facts }: RuleContext["destination"], { minPort, maxPort }: PortReach): boolean {
  return facts !== null && minPort >= facts.migrationPorts.min && maxPort <= facts.migrationPorts.max;
}

function openPorts(range: string, byConsole: boolean): Fix {
  const commands = [
    ["firewall-cmd", "--permanent", `--add-port=${range}/tcp`],
    ["nft", "insert", "rule", "inet", "filter", "input", "tcp", "dport", range, "accept"],
  ];
  return fix("open-data-ports", {
    runOn: "destination",
    commands,
    values: { range },
    apply: byConsole ? { kind: "open-data-ports" } : undefined,
  });
}
