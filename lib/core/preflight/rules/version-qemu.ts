import { defineRule } from "../rule.ts";
import { sayVersion, VERSION_REASONS } from "./version.ts";

/** QEMU promises migration to the same or a newer version only: "load of migration failed". */
export const versionQemu = defineRule({
  id: "version.qemu",
  group: "devices",
  reasons: VERSION_REASONS,
  evaluate: (context, say) =>
    sayVersion(context, say, (facts) => facts.qemuVersion, { name: "upgrade-qemu", majorOlder: "block" }),
});
