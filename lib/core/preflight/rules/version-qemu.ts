import { carriesState } from "../choices.ts";
import { defineRule } from "../rule.ts";
import { sayVersion, VERSION_REASONS } from "./version.ts";

/** QEMU promises migration to the same or a newer version only: "load of migration failed". */
export const versionQemu = defineRule({
  id: "version.qemu",
  group: "devices",
  scope: "pair",
  reasons: [...VERSION_REASONS, "boots-anew"],
  evaluate: (context, say) => {
    // No device state travels: machine.type says whether this QEMU can run it.
    if (!carriesState(context.options)) return say.notApplicable("boots-anew");
    return sayVersion(context, say, (facts) => facts.qemuVersion, { name: "upgrade-qemu", majorOlder: "block" });
  },
});
