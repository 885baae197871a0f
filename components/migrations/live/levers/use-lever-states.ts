"use client";

import { useQuery } from "@tanstack/react-query";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { leverStates } from "@/lib/core/migration/levers.ts";

/** Which levers can be used now, by the record and by what both hosts can do. */
export function useLeverStates(record: MigrationRecord): ReturnType<typeof leverStates> {
  const hosts = useQuery(hostsQuery()).data;
  const factsOf = (hostId: string) => hosts?.find(({ registration }) => registration.id === hostId)?.facts ?? null;
  const { sourceHostId, destinationHostId } = record.request;
  return leverStates(record, { source: factsOf(sourceHostId), destination: factsOf(destinationHostId) });
}
