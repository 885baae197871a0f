import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

const EVERYWHERE = /^(0\.0\.0\.0|::|\[::\]|127\..*|::1|localhost)$/;

/** A console bound to an address of the source cannot be opened on the destination. */
export const devicesGraphicsListen = defineRule({
  id: "devices.graphics-listen",
  group: "devices",
  reasons: ["none", "anywhere", "present", "missing"],
  evaluate: ({ domain, source, destination }, say) => {
    const listens = domain.graphicsListen.filter((address) => address !== "");
    if (listens.length === 0) return say.notApplicable("none");
    const specific = listens.filter((address) => !EVERYWHERE.test(address));
    const evidence = listens.map((address) => seen(source, "listen", address));
    if (specific.length === 0) return say.pass("anywhere", { evidence });
    const interfaces = readFact(destination, (facts) => facts.interfaces);
    if (!interfaces.known) return say.cannotTell(interfaces.why);
    const addresses = interfaces.value.flatMap((one) => one.addresses.map((address) => address.split("/")[0] ?? address));
    const missing = specific.filter((address) => !addresses.includes(address));
    const values = { address: missing[0] ?? specific[0] ?? "" };
    const both = [...evidence, seen(destination, "addresses", addresses.join(", ") || "-")];
    if (missing.length === 0) return say.pass("present", { values, evidence: both });
    return say.block("missing", {
      values,
      evidence: both,
      fix: fix("listen-everywhere", "source", [virsh("edit", domain.uuid)]),
    });
  },
});
