"use client";

import { useQuery } from "@tanstack/react-query";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { useRoom } from "@/lib/client/use-room.ts";

/** All hosts, kept live while the component is mounted. */
export function useHosts() {
  useRoom("inventory");
  return useQuery(hostsQuery());
}
