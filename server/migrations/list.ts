import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { MigrationService } from "../services.ts";
import type { MigrationDependencies } from "./dependencies.ts";

/** Migrations, newest first, by domain or host if wanted. */
export async function list(
  deps: MigrationDependencies,
  filter: Parameters<MigrationService["list"]>[0],
): Promise<readonly MigrationRecord[]> {
  return deps.store.migrations.list(filter);
}
