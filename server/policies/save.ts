import type { z } from "zod";
import type { savePolicyInput } from "../../lib/contract/inputs.ts";
import type { MigrationPolicy } from "../../lib/core/model/options.ts";
import { policyError } from "./errors.ts";
import type { PolicyParts } from "./parts.ts";

/** PostgreSQL's text has no NUL, and a line break in a name would break every list that shows it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const UNPRINTABLE = /[\x00-\x1f\x7f]/;

/**
 * Adds a policy, or replaces the one with the input's id. Throws `conflict` at the name when another policy has it (upper and lower
 * case are the same), `not-found` when the one to replace was removed meanwhile.
 */
export async function savePolicy(
  { store, now, newId }: PolicyParts,
  input: z.output<typeof savePolicyInput>,
  savedBy: string,
): Promise<MigrationPolicy> {
  const { name, options, domainUuid } = input;
  if (UNPRINTABLE.test(name)) throw policyError("invalid-input", "name-unprintable", { field: "name" });
  const id = input.id ?? newId();
  const policy: MigrationPolicy = { id, name, options, domainUuid, createdBy: savedBy, updatedAtMs: now() };
  const taken = () => policyError("conflict", "name-taken", { field: "name", values: { name } });
  if (input.id === undefined) {
    if (!(await store.policies.insert(policy))) throw taken();
    return policy;
  }
  const outcome = await store.policies.update(policy);
  if (outcome === "gone") throw policyError("not-found", "gone");
  if (outcome === "name-taken") throw taken();
  return policy;
}
