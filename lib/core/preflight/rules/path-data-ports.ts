import type { Fix } from "../../model/finding.ts";
import { commandsOf, probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import type { PortReach } from "../probes.ts";
import { defineRule } from "../rule.ts";

/** QEMU on the source connects to a port of the destination's range; a firewall that drops it makes the migration hang for minutes. */
export const pathDataPorts = defineRule({
  id: "path.data-ports",
  group: "path",
  reasons: [
    "open",
    "refused",
    "timeout",
    "no-route",
    "unresolvable",
    "no-listener-tool",
    "no-connect-tool",
    "no-free-port",
    "other",
  ],
  evaluate: ({ source, destination, probes: { ports } }, say) => {
    if (ports.kind !== "done") return say.notProbed(ports);
    const { outcome, address, port, minPort, maxPort, text } = ports.value;
    const values = { address, port: port === null ? "-" : String(port), min: String(minPort), max: String(maxPort) };
    const evidence = [
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
        return say.block(outcome, { values, evidence, fix: openPorts(ports.value) });
      case "no-free-port":
        return say.block(outcome, { values, evidence, fix: fix("widen-port-range", "destination", [], values) });
      case "no-listener-tool":
        return say.unknown(outcome, { values, evidence, fix: fix("install-listen-tool", "destination") });
      case "no-connect-tool":
        return say.unknown(outcome, { values, evidence, fix: fix("install-listen-tool", "source") });
      case "other":
        return say.unknown(outcome, { values, evidence });
    }
  },
});

function openPorts({ minPort, maxPort }: PortReach): Fix {
  const commands = [
    ["firewall-cmd", "--permanent", `--add-port=${minPort}-${maxPort}/tcp`],
    ["nft", "insert", "rule", "inet", "filter", "input", "tcp", "dport", `${minPort}-${maxPort}`, "accept"],
  ];
  return fix("open-data-ports", "destination", commands, { min: String(minPort), max: String(maxPort) });
}
