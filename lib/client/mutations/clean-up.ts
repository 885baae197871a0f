import { api } from "../api.ts";
import { useMigrationMutation } from "./use-migration-mutation.ts";

/** Has one thing removed that an ended migration left on a host, by the id of its step. */
export function useCleanUp(migrationId: string) {
  return useMigrationMutation(migrationId, (leftoverId: string) => api.migrations.cleanUp({ migrationId, leftoverId }));
}
