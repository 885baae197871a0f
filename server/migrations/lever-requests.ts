import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import { NotOwnerError } from "../not-owner-error.ts";
import { ServiceError } from "../service-error.ts";
import type { LeverOutcome, LeverRequest } from "../store/repositories.ts";
import type { ActiveMigration } from "./active.ts";
import { outlivesItsOwner, refusal } from "./ask-owner.ts";
import type { QueueDependencies } from "./dependencies.ts";

/** The word that something was asked may get lost: where others are at work it is looked for so often, ms. */
const LOOK_MS = 2_000;
/** Answers are kept for so long, ms. */
const KEPT_MS = 24 * 60 * 60_000;

/** Uses a lever on a migration that this process looks after. */
export type UseLever = (active: ActiveMigration, request: LeverRequest) => Promise<MigrationRecord>;

/** Carries out what was asked of this process's migrations elsewhere. */
export interface LeverRequests {
  start(): void;
  stop(): void;
  /**
   * Looks at what stands open for this migration. `justTaken`: it was asked of an owner that is gone (or of nobody yet); what might come as a surprise
   * by now is answered as not done.
   */
  look(active: ActiveMigration, justTaken: boolean): Promise<void>;
}

/** `actives`: the migrations that this process looks after now. */
export function createLeverRequests(
  deps: Pick<QueueDependencies, "store" | "events" | "leases" | "logger" | "now">,
  actives: ReadonlyMap<MigrationId, ActiveMigration>,
  use: UseLever,
): LeverRequests {
  const { leverRequests } = deps.store;
  const underWay = new Set<string>();
  let timer: NodeJS.Timeout | null = null;

  const outcomeOf = async (active: ActiveMigration, request: LeverRequest): Promise<LeverOutcome | null> => {
    try {
      await use(active, request);
      return { ok: true };
    } catch (error) {
      if (error instanceof ServiceError) return { ok: false, code: error.code, data: error.data };
      // Whoever has it now finds the request open.
      if (error instanceof NotOwnerError || active.stopped) return null;
      throw error;
    }
  };
  const carryOut = async (active: ActiveMigration, request: LeverRequest, justTaken: boolean): Promise<void> => {
    if (underWay.has(request.id)) return;
    underWay.add(request.id);
    try {
      const stale = justTaken && !outlivesItsOwner(request.action);
      const outcome = stale ? refusal("changed-hands") : await outcomeOf(active, request);
      if (!outcome) return;
      await leverRequests.answer(request.id, outcome);
      deps.events.emit("lever:answered", request.id);
      await leverRequests.forget(deps.now() - KEPT_MS);
    } finally {
      underWay.delete(request.id);
    }
  };
  const lookAt = async (some: readonly ActiveMigration[], justTaken: boolean): Promise<void> => {
    if (some.length === 0) return;
    const open = await leverRequests.open(some.map(({ id }) => id));
    await Promise.all(
      open.map(async (request) => {
        const active = some.find(({ id }) => id === request.migrationId);
        if (active) await carryOut(active, request, justTaken);
      }),
    );
  };
  const inBackground = (some: readonly ActiveMigration[]): void => {
    lookAt(some, false).catch((error: unknown) =>
      deps.logger.error({ migrationIds: some.map(({ id }) => id), err: error }, "what was asked of migrations could not be done"),
    );
  };
  const onAsked = (id: MigrationId): void => {
    const active = actives.get(id);
    if (active) inBackground([active]);
  };

  return {
    start() {
      deps.events.on("lever:asked", onAsked);
      if (!deps.leases.sole) timer = setInterval(() => inBackground([...actives.values()]), LOOK_MS).unref();
    },
    stop() {
      deps.events.off("lever:asked", onAsked);
      if (timer) clearInterval(timer);
      timer = null;
    },
    look: (active, justTaken) => lookAt([active], justTaken),
  };
}
