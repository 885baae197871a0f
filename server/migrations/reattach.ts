import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { Care } from "./care.ts";
import type { MigrationDependencies } from "./dependencies.ts";

/** The port opens no later than this after the server began to ask its hosts, ms. */
const WAIT_MS = 3_000;

/**
 * Begins to take up migrations. As the only process on its database it takes every one that an earlier run of the server left unfinished, all at
 * once, and this resolves when each has been judged once, or after a bounded time: those that are not judged by then go on in the
 * background. Where others are at work nothing is waited for: they may have them.
 */
export async function reattach(deps: MigrationDependencies, care: Care): Promise<void> {
  const unfinished = deps.leases.sole ? await deps.store.migrations.admitted() : [];
  const judged = Promise.all(unfinished.map((id: MigrationId) => care.judged(id)));
  care.start();
  await deps.leases.start(care.take);
  await Promise.race([judged, new Promise((resolve) => setTimeout(resolve, WAIT_MS).unref())]);
}
