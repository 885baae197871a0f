import type { Store } from "../store/repositories.ts";

/** What the policies' verbs work with. */
export interface PolicyParts {
  readonly store: Pick<Store, "policies">;
  /** Server clock, ms. */
  now(): number;
  /** A fresh id `p_...`. */
  newId(): string;
}
