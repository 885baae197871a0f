"use client";

import { useQuery } from "@tanstack/react-query";
import { recoveryQuery } from "@/lib/client/queries/recovery.ts";

/** What is not as it should be on the hosts, asked again now and then. */
export function useRecovery() {
  return useQuery(recoveryQuery());
}
