import type { LadderRung, MigrationOptions } from "../../../model/options.ts";
import type { OptionDomain, ProblemKey } from "../../option-problems/problem.ts";

type Choice = Partial<MigrationOptions>;

/**
 * A rule once broken and once kept: its key, the field below `options`, both choices, and the domains of both. Left out, the domain is persistent with one
 * qcow2 disk vda and one NIC.
 */
export type RuleCase = readonly [ProblemKey, string, Choice, Choice, OptionDomain?, OptionDomain?];

export const FULL = { storageCopy: "full", copiedDisks: ["vda"] } as const;
export const CLONE = {
  mode: "cold-copy",
  newUuid: true,
  undefineSource: false,
  destinationName: "web02",
  copiedDisks: ["vda"],
} as const;
export const ALLOWED = { postCopy: "by-hand" } as const;

/** Rungs ten seconds apart. */
export function rungs(
  ...kinds: readonly ("post-copy" | "suspend" | "abort" | "auto-converge" | "max-downtime")[]
): readonly LadderRung[] {
  return kinds.map((kind, index): LadderRung => {
    const action: LadderRung["action"] = kind === "max-downtime" ? { kind, ms: 1000 } : { kind };
    return { afterS: 10 * (index + 1), action };
  });
}
