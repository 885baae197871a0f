import { carriesState } from "../choices.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { nicChoices } from "../nic-choices.ts";
import { defineRule } from "../rule.ts";
import { nicSources, nicsOf } from "./nics.ts";

/** libvirt: "Unable to get index for interface eth9: No such device". */
export const networkMacvtap = defineRule({
  id: "network.macvtap",
  group: "network",
  reasons: ["no-direct-nic", "present", "missing"],
  evaluate: (context, say) => {
    const { domain, destination, options } = context;
    const says = carriesState(options) ? say.block : say.warn;
    const wanted = nicSources(domain, options, "direct");
    if (wanted.length === 0) return say.notApplicable("no-direct-nic");
    const interfaces = readFact(destination, (facts) => facts.interfaces);
    if (!interfaces.known) return say.cannotTell(interfaces.why);
    const names = interfaces.value.map(({ name }) => name);
    const evidence = () => [seen(destination, "interfaces", names.join(", ") || "-")];
    const missing = wanted.filter((name) => !names.includes(name));
    if (missing.length === 0) return say.pass("present", { values: { devices: wanted.join(", ") }, evidence });
    const nics = nicsOf(domain, options, "direct").filter((nic) => nic.source !== null && missing.includes(nic.source));
    return says("missing", () => ({
      values: { devices: missing.join(", ") },
      evidence,
      fix: fix("choose-nic-source", { choices: nicChoices(context, nics) }),
    }));
  },
});
