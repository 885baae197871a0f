import type { LeverAction } from "@/lib/contract/index.ts";
import { api } from "../api.ts";
import { useMigrationMutation } from "./use-migration-mutation.ts";

/** Pulls a lever on a running migration. Refused with `too-late` or `conflict`, and the reason, when it cannot be used now. */
export function useLever(migrationId: string) {
  return useMigrationMutation(migrationId, (lever: LeverAction) => api.migrations.lever({ migrationId, lever }));
}
