import type { DomainUuid, MigrationPolicy } from "@/lib/contract/index.ts";
import { paramsFromPolicy } from "./from-request.ts";
import { WIZARD_DEFAULTS, type WizardParams } from "./params.ts";

/** The policies that may be chosen for a VM: its own first, then those for all. */
export function policiesFor(policies: readonly MigrationPolicy[], vm: DomainUuid | null): readonly MigrationPolicy[] {
  const own = policies.filter((policy) => policy.domainUuid !== null && policy.domainUuid === vm);
  return [...own, ...policies.filter((policy) => policy.domainUuid === null)];
}

/**
 * What to change because the VM has a policy of its own: its wizard begins with it. Null when it has none, when something was decided
 * already, or when the link brought choices with it. Of several the one saved last counts.
 */
export function ownPolicyChange(
  params: WizardParams,
  policies: readonly MigrationPolicy[],
  vm: DomainUuid | null,
): Partial<WizardParams> | null {
  if (params.policy !== null || vm === null) return null;
  const own = policies.filter((policy) => policy.domainUuid === vm);
  const newest = own.reduce<MigrationPolicy | null>(
    (best, policy) => (best && best.updatedAtMs >= policy.updatedAtMs ? best : policy),
    null,
  );
  if (!newest) return null;
  const change = paramsFromPolicy(newest.options);
  const untouched = (Object.keys(change) as (keyof typeof change)[]).every(
    (name) => JSON.stringify(params[name]) === JSON.stringify(WIZARD_DEFAULTS[name]),
  );
  return untouched ? { ...change, policy: newest.id } : null;
}
