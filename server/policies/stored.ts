import { policyOptionsInput } from "../../lib/contract/option-inputs.ts";
import type { MigrationPolicy } from "../../lib/core/model/options.ts";

/** A policy as this version knows its options: one that an older version stored gets the defaults of those that it did not know yet. */
export function asStored(policy: MigrationPolicy): MigrationPolicy {
  const read = policyOptionsInput.safeParse(policy.options);
  return read.success ? { ...policy, options: read.data } : policy;
}
