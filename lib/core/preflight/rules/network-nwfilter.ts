import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readDetail, readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** libvirt: "referenced filter 'X' is missing". A NIC without its filter would be open; libvirt does not start it. */
export const networkNwfilter = defineRule({
  id: "network.nwfilter",
  group: "network",
  reasons: ["none", "present", "missing"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    const wanted = needs.value.nwfilters;
    if (wanted.length === 0) return say.notApplicable("none");
    const there = readDetail(destination, ({ nwfilters }) => nwfilters);
    if (!there.known) return say.cannotTell(there.why);
    const missing = wanted.filter((name) => !there.value.includes(name));
    const values = { filters: (missing.length > 0 ? missing : wanted).join(", ") };
    const evidence = () => [
      ...wanted.map((name) => seen(source, "nwfilter", name)),
      ...wanted.map((name) => seen(destination, "nwfilter", `${name} ${there.value.includes(name) ? "✓" : "✗"}`)),
    ];
    if (missing.length === 0) return say.pass("present", { values, evidence });
    const commands = missing.map((name) => virsh("nwfilter-dumpxml", name));
    const details = { values, evidence, fix: fix("define-nwfilter", { runOn: "source", commands, values }) };
    return carriesState(options) ? say.block("missing", details) : say.warn("missing", details);
  },
});
