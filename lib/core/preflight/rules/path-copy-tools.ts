import type { MigrationOptions } from "../../model/options.ts";
import { modeOf } from "../choices.ts";
import { seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** Preparing images needs qemu-img; copying files needs checksums and ssh, too. Minimal hosts lack one or the other. */
export const pathCopyTools = defineRule({
  id: "path.copy-tools",
  group: "path",
  scope: "pair",
  reasons: ["no-copy", "present", "missing"],
  evaluate: ({ source, destination, options, probes: { traits } }, say) => {
    const needs = toolsFor(options);
    if (needs.length === 0) return say.notApplicable("no-copy");
    if (traits.kind !== "done") return say.notProbed(traits);
    const hosts = [
      { host: source, runOn: "source", tools: traits.value.source.tools },
      { host: destination, runOn: "destination", tools: traits.value.destination.tools },
    ] as const;
    const evidence = () =>
      hosts.map(({ host, tools }) =>
        seenOn(traits, host, "tool", needs.map((tool) => `${tool} ${tools.includes(tool) ? "✓" : "✗"}`).join(", ")),
      );
    for (const { host, runOn, tools } of hosts) {
      const missing = needs.filter((tool) => !tools.includes(tool));
      const values = { host: host.registration.name, tools: missing.join(", ") };
      if (missing.length > 0) return say.block("missing", { values, evidence, fix: fix("install-tool", runOn, [], values) });
    }
    return say.pass("present", { values: { tools: needs.join(", ") }, evidence });
  },
});

function toolsFor(options: MigrationOptions | null): readonly string[] {
  if (modeOf(options) !== "live") return ["qemu-img", "sha256sum", "ssh"];
  return options !== null && options.storageCopy !== "none" ? ["qemu-img"] : [];
}
