import { carriesState } from "../choices.ts";
import { compareVersions } from "../compare-versions.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { VLAN_ON_LINUX_BRIDGE_SINCE } from "../nic-choices.ts";
import { notReadYet } from "../read-details.ts";
import { defineRule } from "../rule.ts";
import { nicsOf, nicText } from "./nics.ts";

/** libvirt before: "an interface of type 'bridge' is requesting a vlan tag, but that is not supported for this type of connection". */
export const networkVlan = defineRule({
  id: "network.vlan",
  group: "network",
  reasons: ["none", "carried", "not-supported"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const nics = nicsOf(domain, options, "bridge");
    if (nics.some(({ vlanTags }) => vlanTags === undefined)) return say.cannotTell(notReadYet(source).why);
    const tagged = nics.filter(({ vlanTags }) => (vlanTags ?? []).length > 0);
    if (tagged.length === 0) return say.notApplicable("none");
    const evidence = tagged.map((nic) => seen(source, "nic", `${nicText(nic)} VLAN ${nic.vlanTags?.join(", ") ?? ""}`));
    const values = {
      tags: [...new Set(tagged.flatMap(({ vlanTags }) => vlanTags ?? []))].join(", "),
      since: VLAN_ON_LINUX_BRIDGE_SINCE,
    };
    if (tagged.every(({ virtualPort }) => virtualPort === "openvswitch")) return say.pass("carried", { values, evidence });
    const libvirt = readFact(destination, (facts) => facts.libvirtVersion);
    if (!libvirt.known) return say.cannotTell(libvirt.why, evidence);
    const both = [...evidence, seen(destination, "version", libvirt.value)];
    if (compareVersions(libvirt.value, VLAN_ON_LINUX_BRIDGE_SINCE) >= 0) return say.pass("carried", { values, evidence: both });
    const says = carriesState(options) ? say.block : say.warn;
    return says("not-supported", { values, evidence: both, fix: fix("upgrade-libvirt", "destination") });
  },
});
