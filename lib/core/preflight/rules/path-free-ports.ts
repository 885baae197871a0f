import { usesDataPorts } from "../choices.ts";
import { probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** Each incoming migration takes one port for memory and one for disks. */
const FEW_PORTS = 4;

export const pathFreePorts = defineRule({
  id: "path.free-ports",
  group: "path",
  scope: "pair",
  reasons: ["not-used", "enough", "few", "none"],
  evaluate: ({ destination, options, probes: { ports } }, say) => {
    // One chosen port is path.data-ports' business.
    if (!usesDataPorts(options) || (options?.migratePort ?? null) !== null) return say.notApplicable("not-used");
    if (ports.kind !== "done") return say.notProbed(ports);
    const { freePorts, minPort, maxPort } = ports.value;
    const values = { count: freePorts, min: String(minPort), max: String(maxPort) };
    const evidence = () => [probed(ports, destination.registration.id, "ports-free", `${freePorts} (${minPort}-${maxPort})`)];
    if (freePorts >= FEW_PORTS) return say.pass("enough", { values, evidence });
    const advice = fix("widen-port-range", "destination", [["ss", "-Hltnp"]], values);
    return freePorts === 0
      ? say.block("none", { values, evidence, fix: advice })
      : say.warn("few", { values, evidence, fix: advice });
  },
});
