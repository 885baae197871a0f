import type { Domain } from "../../model/domain.ts";
import { makesClone } from "../choices.ts";
import { isActive, readFacts } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { perObject } from "../memo.ts";
import { residentsOf } from "../residents.ts";
import { defineRule } from "../rule.ts";

const macsOf = perObject(({ nics }: Domain): ReadonlySet<string> => new Set(nics.map(({ mac }) => mac.toLowerCase())));

/** Two NICs with one MAC address on a segment steal each other's traffic. */
export const networkMac = defineRule({
  id: "network.mac-duplicate",
  group: "network",
  reasons: ["no-nic", "new-macs", "clone-keeps-macs", "unique", "active-duplicate", "inactive-duplicate"],
  evaluate: ({ domain, source, destination, options }, say) => {
    if (domain.nics.length === 0) return say.notApplicable("no-nic");
    if (makesClone(options) && options?.newMacs) return say.notApplicable("new-macs");
    const facts = readFacts(destination);
    if (!facts.known) return say.cannotTell(facts.why);
    const own = macsOf(domain);
    const { byMac } = residentsOf(destination.domains);
    const others = new Set([...own].flatMap((mac) => byMac.get(mac) ?? []).filter(({ uuid }) => uuid !== domain.uuid));
    const clashes = [...others].flatMap((other) => {
      const nic = other.nics.find(({ mac }) => own.has(mac.toLowerCase()));
      return nic ? [{ other, mac: nic.mac, active: isActive(other) }] : [];
    });
    const worst = clashes.find(({ active }) => active) ?? clashes[0];
    if (!worst) {
      // The original keeps its addresses, too.
      if (makesClone(options)) {
        const evidence = () => domain.nics.map(({ mac }) => seen(source, "mac", `${mac}: ${domain.name}`));
        return say.warn("clone-keeps-macs", { evidence, fix: fix("change-mac") });
      }
      return say.pass("unique", () => ({ evidence: [...own].map((mac) => seen(destination, "mac", mac)) }));
    }
    const details = {
      values: { mac: worst.mac, other: worst.other.name },
      evidence: clashes.map(({ other, mac }) =>
        seen(destination, "mac", `${mac}: ${other.name} (${other.uuid}, ${other.state})`),
      ),
      fix: fix("change-mac", "destination", [virsh("domiflist", worst.other.uuid)]),
    };
    return worst.active ? say.block("active-duplicate", details) : say.warn("inactive-duplicate", details);
  },
});
