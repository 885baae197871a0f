import { defineRule } from "../rule.ts";
import { sayVersion, VERSION_REASONS } from "./version.ts";

/** An older libvirt may not know elements of the XML or of the migration cookie. */
export const versionLibvirt = defineRule({
  id: "version.libvirt",
  group: "devices",
  scope: "pair",
  reasons: VERSION_REASONS,
  evaluate: (context, say) =>
    sayVersion(context, say, (facts) => facts.libvirtVersion, { name: "upgrade-libvirt", majorOlder: "warn" }),
});
