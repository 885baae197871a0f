import { makesClone } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt does not carry the autostart mark to the destination (seen with 9.0: "Autostart: disable" after the move); VirtFerry sets it. */
export const identityAutostart = defineRule({
  id: "identity.autostart",
  group: "identity",
  scope: "domain",
  reasons: ["off", "carried", "not-carried"],
  evaluate: ({ domain, source, options }, say) => {
    const evidence = () => [seen(source, "state", domain.autostart ? "autostart: enable" : "autostart: disable")];
    if (!domain.autostart) return say.pass("off", { evidence });
    // Where the definition stays here, or becomes a domain of its own, the mark stays, too.
    const moves = (options?.persistent ?? true) && domain.persistent && !makesClone(options);
    if (moves) return say.pass("carried", { evidence });
    return say.warn("not-carried", { evidence, fix: fix("set-autostart", "destination", [virsh("autostart", domain.uuid)]) });
  },
});
