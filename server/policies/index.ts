import type { PolicyService } from "../services.ts";
import { policyError } from "./errors.ts";
import type { PolicyParts } from "./parts.ts";
import { savePolicy } from "./save.ts";
import { asStored } from "./stored.ts";

/** Named choices for migrations, kept for every user of this console. */
export function createPolicyService(parts: PolicyParts): PolicyService {
  return {
    async list() {
      return (await parts.store.policies.list()).map(asStored);
    },
    save: (input, savedBy) => savePolicy(parts, input, savedBy),
    async remove(id) {
      if (!(await parts.store.policies.remove(id))) throw policyError("not-found", "gone");
    },
  };
}
