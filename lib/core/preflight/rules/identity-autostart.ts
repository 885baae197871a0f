import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt does not carry the autostart mark to the destination (seen with 9.0: "Autostart: disable" after the move). */
export const identityAutostart = defineRule({
  id: "identity.autostart",
  group: "identity",
  reasons: ["off", "not-carried"],
  evaluate: ({ domain, source }, say) => {
    const evidence = [seen(source, "state", domain.autostart ? "autostart: enable" : "autostart: disable")];
    if (!domain.autostart) return say.pass("off", { evidence });
    return say.warn("not-carried", { evidence, fix: fix("set-autostart", "destination", [virsh("autostart", domain.uuid)]) });
  },
});
