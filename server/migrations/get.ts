import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationView } from "../../lib/core/model/migration.ts";
import { ServiceError } from "../service-error.ts";
import type { MigrationDependencies } from "./dependencies.ts";

/** One migration with its whole history of readings and its log. Throws `not-found`. */
export async function get(deps: MigrationDependencies, id: MigrationId): Promise<MigrationView> {
  const { migrations } = deps.store;
  const [record, samples, log] = await Promise.all([migrations.get(id), migrations.samples(id), migrations.log(id)]);
  if (!record) throw new ServiceError("not-found", { message: { key: "errors.migrations.not-found" } });
  return { record, samples, log };
}
