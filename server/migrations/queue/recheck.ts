import { HOST_WAS_OFFLINE } from "../../../lib/core/migration/queue/may-retry.ts";
import { planDifference } from "../../../lib/core/migration/queue/same-plan.ts";
import { quoteArgv } from "../../../lib/core/migration/quote.ts";
import type { Finding, Message } from "../../../lib/core/model/finding.ts";
import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import { ServiceError } from "../../service-error.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, linkOf, type Side } from "../active.ts";
import type { CellBook } from "../cell-book.ts";
import { decideAnew } from "../decide-start.ts";
import { prepare } from "../prepare.ts";
import { refuseUnready } from "../refuse-unready.ts";
import { abortWanted } from "../send-abort.ts";
import { endNotStarted } from "./end-not-started.ts";

/** What was decided so recently in this process needs no second look, ms. */
const HOLDS_MS = 30_000;
/** After a start of the server its connections come up one after the other: they are waited for so long, ms. */
const CONNECT_MS = 30_000;
const AGAIN_MS = 1_000;

/** go: it may be launched; over: it was ended, or this process has no more to do with it. */
export type Rechecked = "go" | "over";

/**
 * Looks once more before a migration is launched that waited, is another try, or was decided in another run of the server: the preflight is made anew, the plan
 * built again. If anything stands in the way now, or another command than the reviewed one would run, it ends as not started and nothing was done on any host. Whatever goes
 * wrong on our side is tried again. An abort that came meanwhile is left to the launch.
 */
export async function recheck(active: ActiveMigration, cells: CellBook, decidedHere: boolean): Promise<Rechecked> {
  const { keeper, deps } = active;
  const { queue, createdAtMs } = keeper.current();
  if (decidedHere && queue.attempt === 1 && deps.now() - createdAtMs <= HOLDS_MS) return "go";
  // Nothing can have run: whoever waits for the hosts' first answer need not wait for this.
  active.judged.resolve();
  active.log.note({ key: "queue.notes.rechecking" });
  await connected(active);
  for (;;) {
    if (active.stopped) return "over";
    if (abortWanted(active)) return "go";
    try {
      return await lookAgain(active, cells);
    } catch (error) {
      deps.logger.error(
        { migrationId: active.id, err: error },
        "a migration that waited could not be checked again; trying again",
      );
      await active.wake.sleep(AGAIN_MS);
    }
  }
}

async function lookAgain(active: ActiveMigration, cells: CellBook): Promise<Rechecked> {
  const { keeper, deps } = active;
  const record = keeper.current();
  const plan = await planAnew(active, cells);
  // Somebody's wish to stop it, or the end of the server, counts for more than what was found.
  if (active.stopped) return "over";
  if (abortWanted(active)) return "go";
  if (plan.kind === "refused") {
    if (plan.findings) await keeper.apply({ type: "planned", atMs: deps.now(), steps: record.steps, findings: plan.findings });
    return end(active, plan.reason, plan.detail);
  }
  const difference = planDifference(record, plan);
  if (difference) {
    const words = (argv: readonly string[] | null) => (argv ? quoteArgv(argv) : "—");
    const values = { reviewed: words(difference.reviewed), now: words(difference.now) };
    active.log.note({ key: "queue.notes.changed", values });
    return end(active, { key: "queue.refused.changed", values: { vm: record.domainName } }, "");
  }
  await keeper.apply({ type: "planned", atMs: deps.now(), steps: plan.steps, findings: plan.findings });
  active.log.note({ key: "queue.notes.rechecked" });
  return "go";
}

async function end(active: ActiveMigration, reason: Message, detail: string): Promise<"over"> {
  await endNotStarted(active, reason, detail);
  return "over";
}

type Planned =
  | {
      readonly kind: "planned";
      readonly argv: readonly string[];
      readonly steps: readonly MigrationStep[];
      readonly findings: readonly Finding[];
    }
  | {
      readonly kind: "refused";
      readonly reason: Message;
      readonly detail: string;
      readonly findings: readonly Finding[] | null;
    };

async function planAnew(active: ActiveMigration, cells: CellBook): Promise<Planned> {
  const { deps, keeper } = active;
  try {
    const cleared = await decideAnew(deps, cells, keeper.current().request);
    const prepared = await prepare(deps, cleared.request, cleared.domain, cleared, cleared.cell);
    refuseUnready(prepared, cleared.destination.registration.name);
    return { kind: "planned", argv: prepared.argv, steps: prepared.steps, findings: cleared.cell.findings };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { message, detail = "", findings = null } = error.data;
    return { kind: "refused", reason: reasonOf(error, message), detail, findings };
  }
}

function reasonOf({ code, data }: ServiceError, message: Message): Message {
  const count = data.findings?.length ?? 0;
  switch (code) {
    case "host-offline":
      return { key: HOST_WAS_OFFLINE, ...(message.values ? { values: message.values } : {}) };
    case "preflight-blocked":
      return { key: "queue.refused.blocked", values: { count } };
    case "acknowledge-warnings":
      return { key: "queue.refused.warnings", values: { count } };
    default:
      return message;
  }
}

/** Gives both hosts a moment to be connected and read: of one that was not read yet a preflight knows nothing. */
async function connected(active: ActiveMigration): Promise<void> {
  const { inventory } = active.deps;
  const isThere = (side: Side) =>
    linkOf(active, side)?.state().kind === "up" && inventory.snapshot(hostIdOf(active, side))?.state === "online";
  const away = () => (["source", "destination"] as const).find((side) => !isThere(side));
  const deadline = active.deps.now() + CONNECT_MS;
  const first = away();
  if (first) active.log.note({ key: "queue.notes.waits-for-host", values: { host: hostNameOf(active, first) } });
  while (away() && !active.stopped && !abortWanted(active) && active.deps.now() < deadline) await active.wake.sleep(250);
}
