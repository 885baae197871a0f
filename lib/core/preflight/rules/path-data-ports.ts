import { modeOf, usesDataPorts } from "../choices.ts";
import { defineRule } from "../rule.ts";
import { PORT_REASONS, sayPorts } from "./ports.ts";

/** QEMU on the source connects to a port of the destination's range; a firewall that drops it makes the migration hang for minutes. */
export const pathDataPorts = defineRule({
  id: "path.data-ports",
  group: "path",
  scope: "pair",
  reasons: [...PORT_REASONS, "tunnelled", "not-live"],
  evaluate: (context, say) => {
    const { options, probes } = context;
    if (!usesDataPorts(options)) return say.notApplicable(modeOf(options) === "live" ? "tunnelled" : "not-live");
    return sayPorts(context, say, probes.ports);
  },
});
