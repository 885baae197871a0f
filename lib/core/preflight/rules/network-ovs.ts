import type { DomainNic } from "../../model/domain.ts";
import { carriesState } from "../choices.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { nicChoices } from "../nic-choices.ts";
import { notReadYet, readDetail } from "../read-details.ts";
import { type Details, defineRule } from "../rule.ts";
import { nicsOf, nicText } from "./nics.ts";

/**
 * A port of Open vSwitch fits no Linux bridge, and a plain NIC no Open vSwitch: libvirt says "Unable to add port vnet0 to OVS bridge br0" and "Unable to
 * add bridge br0 port vnet0: Operation not supported". Whether the bridge is there at all is network.bridge's question.
 */
export const networkOvs = defineRule({
  id: "network.ovs",
  group: "network",
  reasons: ["no-bridge-nic", "bridge-missing", "fits", "not-ovs", "is-ovs"],
  evaluate: (context, say) => {
    const { domain, source, destination, options } = context;
    const nics = nicsOf(domain, options, "bridge").filter((nic) => nic.source !== null);
    if (nics.length === 0) return say.notApplicable("no-bridge-nic");
    if (nics.some(({ virtualPort }) => virtualPort === undefined)) return say.cannotTell(notReadYet(source).why);
    const interfaces = readFact(destination, (facts) => facts.interfaces);
    if (!interfaces.known) return say.cannotTell(interfaces.why);
    const switches = readDetail(destination, ({ ovsBridges }) => ovsBridges);
    const kindOf = (name: string | null): "bridge" | "ovs" | null => {
      if (switches.known && switches.value.some((one) => one === name)) return "ovs";
      const kind = interfaces.value.find((one) => one.name === name)?.kind;
      return kind === undefined || kind === "other" ? null : kind;
    };
    const there = nics.flatMap((nic) => {
      const kind = kindOf(nic.source);
      return kind === null ? [] : [{ nic, kind }];
    });
    if (there.length === 0) return say.notApplicable("bridge-missing");
    const evidence = () =>
      there.flatMap(({ nic, kind }) => [
        seen(source, "nic", [nicText(nic), nic.virtualPort].filter(Boolean).join(" ")),
        seen(destination, "bridges", `${nic.source} (${kind === "ovs" ? "Open vSwitch" : "Linux"})`),
      ]);
    const wrong = there.filter(({ nic, kind }) => (kind === "ovs") !== wantsOvs(nic));
    const [first] = wrong;
    const bridges = [...new Set((first ? wrong : there).map(({ nic }) => nic.source))].join(", ");
    if (!first) return say.pass("fits", () => ({ values: { bridges }, evidence }));
    const place = (): Details => {
      const choices = nicChoices(
        context,
        wrong.map(({ nic }) => nic),
      );
      return { values: { bridges }, evidence, fix: fix("same-bridge-kind", { values: { bridges }, choices }) };
    };
    const says = carriesState(options) ? say.block : say.warn;
    return says(wantsOvs(first.nic) ? "not-ovs" : "is-ovs", place);
  },
});

function wantsOvs({ virtualPort }: DomainNic): boolean {
  return virtualPort === "openvswitch";
}
