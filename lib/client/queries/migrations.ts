import { queryOptions } from "@tanstack/react-query";
import { type MigrationRecord, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";
import { newestMigrations } from "../live-cache.ts";
import { pollingInterval } from "../live-state.ts";

/** The newest 200 migrations. Live while a component uses the room "migrations". */
export function migrationsQuery() {
  return queryOptions({
    queryKey: queryKeys.migrations,
    queryFn: async ({ client, signal }): Promise<readonly MigrationRecord[]> =>
      newestMigrations(await api.migrations.list({}, { signal }), client.getQueryData(queryKeys.migrations)),
    refetchInterval: pollingInterval,
  });
}
