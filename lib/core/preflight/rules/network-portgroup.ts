import { carriesState } from "../choices.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { nicChoices } from "../nic-choices.ts";
import { notReadYet } from "../read-details.ts";
import { defineRule } from "../rule.ts";
import { nicsOf, nicText } from "./nics.ts";

/**
 * A portgroup gives a NIC its VLAN, its port of a switch and its bandwidth. Where the network has none of that name, libvirt says nothing at all and plugs
 * the NIC in without them: the guest stands on another VLAN. Whether the network is there is network.libvirt-network's question.
 */
export const networkPortgroup = defineRule({
  id: "network.portgroup",
  group: "network",
  reasons: ["none", "network-missing", "present", "missing"],
  evaluate: (context, say) => {
    const { domain, source, destination, options } = context;
    const nics = nicsOf(domain, options, "network").filter(({ portgroup }) => portgroup !== null);
    if (nics.length === 0) return say.notApplicable("none");
    const networks = readFact(destination, (facts) => facts.networks);
    if (!networks.known) return say.cannotTell(networks.why);
    const looks = nics.flatMap((nic) => {
      const network = networks.value.find(({ name }) => name === nic.source);
      return network ? [{ nic, network }] : [];
    });
    if (looks.length === 0) return say.notApplicable("network-missing");
    if (looks.some(({ network }) => network.portgroups === undefined)) return say.cannotTell(notReadYet(destination).why);
    const evidence = () =>
      looks.flatMap(({ nic, network }) => [
        seen(source, "nic", nicText(nic)),
        seen(destination, "portgroups", `${network.name}: ${network.portgroups?.join(", ") || "-"}`),
      ]);
    const missing = looks.filter(({ nic, network }) => !network.portgroups?.some((name) => name === nic.portgroup));
    const shown = missing.length > 0 ? missing : looks;
    const values = {
      portgroups: [...new Set(shown.map(({ nic }) => nic.portgroup))].join(", "),
      networks: [...new Set(shown.map(({ network }) => network.name))].join(", "),
    };
    if (missing.length === 0) return say.pass("present", { values, evidence });
    const advice = () =>
      fix("define-portgroup", {
        runOn: "source",
        commands: [...new Set(missing.map(({ network }) => network.name))].map((name) => virsh("net-dumpxml", name)),
        values,
        choices: nicChoices(
          context,
          missing.map(({ nic }) => nic),
        ).filter((choice) => choice.kind === "nic-source" && choice.nic.type === "bridge"),
      });
    const says = carriesState(options) ? say.block : say.warn;
    return says("missing", () => ({ values, evidence, fix: advice() }));
  },
});
