import { usesDataPorts } from "../choices.ts";
import { defineRule } from "../rule.ts";
import { PORT_REASONS, sayPorts } from "./ports.ts";

/** A port that was chosen for the disks (`--disks-port`) must be free and open, beside the one for the memory. */
export const pathDisksPort = defineRule({
  id: "path.disks-port",
  group: "path",
  scope: "domain",
  reasons: [...PORT_REASONS, "not-chosen"],
  evaluate: (context, say) => {
    const { options, probes } = context;
    if (!usesDataPorts(options) || (options?.disksPort ?? null) === null) return say.notApplicable("not-chosen");
    return sayPorts(context, say, probes.disksPort);
  },
});
