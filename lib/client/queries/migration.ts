import { queryOptions } from "@tanstack/react-query";
import { type MigrationView, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";
import { newestView } from "../live-cache.ts";
import { pollingInterval } from "../live-state.ts";

/** One migration with its whole history. Live while a component uses the room `migration:<id>`. */
export function migrationQuery(migrationId: string) {
  return queryOptions({
    queryKey: queryKeys.migration(migrationId),
    queryFn: async ({ client, signal }): Promise<MigrationView> =>
      newestView(await api.migrations.get({ migrationId }, { signal }), client.getQueryData(queryKeys.migration(migrationId))),
    refetchInterval: pollingInterval,
  });
}
