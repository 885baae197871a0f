"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { policiesQuery } from "@/lib/client/queries/policies.ts";
import type { DomainUuid } from "@/lib/contract/index.ts";
import { ownPolicyChange } from "./own-policy.ts";
import type { WizardParams } from "./params.ts";

/** Lets the wizard begin with the policy that is bound to the chosen VM, once, before anything was decided by hand. */
export function useOwnPolicy(params: WizardParams, vm: DomainUuid | null, change: (change: Partial<WizardParams>) => void): void {
  const policies = useQuery(policiesQuery());
  const begin = policies.data ? ownPolicyChange(params, policies.data, vm) : null;
  useEffect(() => {
    if (begin) change(begin);
  });
}
