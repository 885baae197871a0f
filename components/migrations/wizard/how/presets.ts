import type { Message, PolicyOptions } from "@/lib/contract/index.ts";
import type { OptionName } from "@/lib/core/migration/option-requirements.ts";
import type { OptionSupport } from "@/lib/core/migration/option-support.ts";
import { needsPostCopy } from "@/lib/core/migration/option-uses.ts";
import { policyOptionsOf } from "@/lib/core/migration/presets.ts";

/** True when both fix the same choices. */
export function samePolicy(one: PolicyOptions, other: PolicyOptions): boolean {
  return JSON.stringify(policyOptionsOf(one)) === JSON.stringify(policyOptionsOf(other));
}

function needs(options: PolicyOptions): readonly OptionName[] {
  const names: (readonly [OptionName, boolean])[] = [
    ["post-copy", needsPostCopy(options)],
    ["auto-converge", options.autoConverge],
    ["auto-converge-later", options.ladder.some((rung) => rung.action.kind === "auto-converge")],
    ["tls", options.tls],
    ["parallel", options.parallelConnections !== null],
  ];
  return [
    ...names.filter(([, used]) => used).map(([name]) => name),
    ...(options.compression ? [options.compression.method] : []),
  ];
}

/** Why these choices cannot work between these hosts; null = they can, as far as versions say. */
export function policyRefusal(options: PolicyOptions, support: OptionSupport): Message | null {
  for (const name of needs(options)) {
    const one = support[name];
    if (one.supported === false) return one.reason;
  }
  return null;
}
