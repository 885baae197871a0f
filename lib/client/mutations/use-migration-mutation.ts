import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { type MigrationRecord, type MigrationView, queryKeys } from "@/lib/contract/index.ts";
import { withRecord } from "../live-cache.ts";

/** A change of one migration that answers with its record: the page shows it at once, unless the live channel has brought a newer one. */
export function useMigrationMutation<Input>(
  migrationId: string,
  change: (input: Input) => Promise<MigrationRecord>,
): UseMutationResult<MigrationRecord, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (next) => {
      client.setQueryData<MigrationView>(queryKeys.migration(migrationId), (view) => view && withRecord(view, next));
    },
  });
}
