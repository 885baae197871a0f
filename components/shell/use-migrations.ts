"use client";

import { useQuery } from "@tanstack/react-query";
import { migrationsQuery } from "@/lib/client/queries/migrations.ts";
import { useRoom } from "@/lib/client/use-room.ts";

/** The newest migrations, kept live while the component is mounted. */
export function useMigrations() {
  useRoom("migrations");
  return useQuery(migrationsQuery());
}
