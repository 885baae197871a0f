import type { Fact } from "../../model/fact.ts";
import type { Finding } from "../../model/finding.ts";
import type { HostFacts } from "../../model/host.ts";
import { compareVersions, majorVersion } from "../compare-versions.ts";
import { type RuleContext, readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { type FixName, fix } from "../fix.ts";
import type { Say } from "../rule.ts";

export const VERSION_REASONS = ["same", "newer", "older", "major-older"] as const;

/** Shared by the rules for QEMU and libvirt: moving to an older version is where device states and XML are not understood. */
export function sayVersion(
  { source, destination }: RuleContext,
  say: Say<(typeof VERSION_REASONS)[number]>,
  pick: (facts: HostFacts) => Fact<string>,
  advice: { readonly name: FixName; readonly majorOlder: "block" | "warn" },
): Finding {
  const from = readFact(source, pick);
  const to = readFact(destination, pick);
  if (!from.known) return say.cannotTell(from.why);
  if (!to.known) return say.cannotTell(to.why);
  const values = { from: from.value, to: to.value };
  const evidence = () => [seen(source, "version", from.value), seen(destination, "version", to.value)];
  const order = compareVersions(to.value, from.value);
  if (order >= 0) return say.pass(order === 0 ? "same" : "newer", () => ({ values, evidence }));
  const details = () => ({
    values,
    evidence,
    fix: fix(advice.name, "destination", [["virsh", "version"]]),
  });
  const major = majorVersion(to.value) < majorVersion(from.value);
  if (!major) return say.warn("older", details);
  return advice.majorOlder === "block" ? say.block("major-older", details) : say.warn("major-older", details);
}
