import { randomUUID } from "node:crypto";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { LeverAction } from "../../lib/core/model/options.ts";
import { ServiceError } from "../service-error.ts";
import type { LeverOutcome } from "../store/repositories.ts";
import { createWake } from "../wake.ts";
import type { QueueDependencies } from "./dependencies.ts";

/** How long an answer is waited for, ms: longer than a lease of a dead process lasts. */
const WAIT_MS = 30_000;
/** The word that an answer is there may get lost: it is looked for so often, ms. */
const LOOK_MS = 1_000;

/** What may be carried out later, by whoever looks after the migration then, without a surprise. */
export function outlivesItsOwner(action: LeverAction): boolean {
  return action.kind === "abort" || action.kind === "recover";
}

/**
 * Asks for a lever on a migration that another process looks after, or nobody yet: the request is stored, its owner carries it out. Resolves with
 * the record after it was done. An abort and a recovery are never lost once they are stored: when nobody answers in time, the record comes back as it is.
 * Anything else is withdrawn then: `conflict`. Throws what the owner's lever threw.
 */
export async function askOwner(
  deps: Pick<QueueDependencies, "store" | "events" | "now">,
  record: MigrationRecord,
  action: LeverAction,
  requestedBy: string,
): Promise<MigrationRecord> {
  const { leverRequests, migrations } = deps.store;
  const id = randomUUID();
  const wake = createWake();
  const onAnswer = (answered: string) => {
    if (answered === id) wake.call();
  };
  deps.events.on("lever:answered", onAnswer);
  try {
    await leverRequests.insert({ id, migrationId: record.id, atMs: deps.now(), action, requestedBy });
    deps.events.emit("lever:asked", record.id);
    const outcome = await answerTo(deps, record, id, outlivesItsOwner(action), wake.sleep);
    if (outcome && !outcome.ok) throw new ServiceError(outcome.code, outcome.data);
    return (await migrations.get(record.id)) ?? record;
  } finally {
    deps.events.off("lever:answered", onAnswer);
  }
}

async function answerTo(
  { store }: Pick<QueueDependencies, "store">,
  { id: migrationId }: MigrationRecord,
  id: string,
  lasting: boolean,
  sleep: (ms: number) => Promise<void>,
): Promise<LeverOutcome | null> {
  for (const deadline = performance.now() + WAIT_MS; ; ) {
    await sleep(LOOK_MS);
    const found = await store.leverRequests.outcome(id);
    if (found) return found;
    // It ended between our look at it and our request: nobody will answer.
    if ((await store.migrations.get(migrationId))?.endedAtMs !== null) return store.leverRequests.answer(id, refusal("too-late"));
    if (performance.now() < deadline) continue;
    return lasting ? null : store.leverRequests.answer(id, refusal("no-owner"));
  }
}

/** An outcome by which nothing was done. */
export function refusal(why: "too-late" | "no-owner" | "changed-hands"): LeverOutcome {
  const data = { message: { key: `errors.migrations.${why}` } };
  return { ok: false, code: why === "too-late" ? "too-late" : "conflict", data };
}
