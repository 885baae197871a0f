import { setTimeout as sleep } from "node:timers/promises";
import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { Logger } from "../logger.ts";
import { createWake } from "../wake.ts";
import { type HeldLease, holdLease } from "./held-lease.ts";
import { keepRenewed } from "./keep-renewed.ts";
import type { LeaseQueue, QueuedJob, Taking } from "./lease-queue.ts";
import type { CareEnd, Lease, MigrationLeases } from "./types.ts";

export interface LeaseOptions {
  readonly openQueue: (onSent: () => void) => Promise<LeaseQueue>;
  /** True when no other process can be at work on this database. */
  readonly sole: boolean;
  /** How many other processes are alive. */
  readonly others: () => number;
  /** Every migration that was let through and has not ended. */
  readonly admitted: () => Promise<readonly MigrationId[]>;
  readonly logger: Logger;
}

/** How often we look for what nobody has, ms; what is sent is heard of at once. */
const LOOK_MS = 2_000;
/** How often we make sure that everything that should be in the queue is there, ms. */
const RECONCILE_MS = 10_000;
/** Who holds some waits so long for each before the next is taken, ms, so that who holds fewer comes first. */
const POLITE_MS = 25;
const MOST_POLITE_MS = 250;
/** What was given back for a reason other than our end is not taken again before this, ms. */
const AGAIN_MS = 1_000;
/** How long `stop` waits for what is being looked after, ms; what is not given back by then lapses by itself. */
const STOP_MS = 6_000;

/** Leases on migrations over pg-boss. */
export function createMigrationLeases({ openQueue, sole, others, admitted, logger }: LeaseOptions): MigrationLeases {
  const held = new Set<HeldLease>();
  /** What is being looked after here: never the same migration twice at once. */
  const running = new Map<MigrationId, Promise<void>>();
  const wake = createWake();
  let open: LeaseQueue | null = null;
  let looking: Promise<void> = Promise.resolve();
  let stopRenewing: () => void = () => undefined;
  let stopping = false;
  let reconciledAtMs = Number.NEGATIVE_INFINITY;

  const queue = (): LeaseQueue => {
    if (!open) throw new Error("leases are not open");
    return open;
  };
  const isMine = (job: Taking) => [...held].some(({ taking }) => taking.jobId === job.jobId && taking.attempt === job.attempt);

  /** If the database has not noticed yet that it is lost, the next one need not wait; in any other case this changes nothing. */
  const letGo = (mine: HeldLease): void => {
    queue()
      .giveBack([mine.taking])
      .catch((error: unknown) =>
        logger.debug({ migrationId: mine.taking.migrationId, err: error }, "a lost lease lapses by itself"),
      );
  };
  const finish = async (mine: HeldLease, end: CareEnd): Promise<void> => {
    // Whoever gives back in the middle of the work (the store failed, say) would get it again at once.
    if (end === "released" && !stopping && !mine.lease.lost()) await sleep(AGAIN_MS);
    while (!mine.lease.lost()) {
      try {
        return await (end === "over" ? queue().drop(mine.taking) : queue().giveBack([mine.taking]));
      } catch (error) {
        logger.warn({ migrationId: mine.taking.migrationId, err: error }, "a lease could not be given back yet");
        if (stopping) return;
        await sleep(AGAIN_MS);
      }
    }
    letGo(mine);
  };
  const look = async (mine: HeldLease, care: (lease: Lease) => Promise<CareEnd>): Promise<void> => {
    if (mine.lease.lost()) return letGo(mine);
    try {
      await finish(mine, await care(mine.lease));
    } catch (error) {
      logger.error({ migrationId: mine.taking.migrationId, err: error }, "a migration could not be looked after");
      await finish(mine, "released");
    }
  };
  const begin = (taking: Taking, askedAtMs: number, care: (lease: Lease) => Promise<CareEnd>): void => {
    const id = taking.migrationId;
    for (const one of held) if (one.taking.migrationId === id) one.lose("it was taken anew");
    const mine = holdLease(queue(), taking, askedAtMs);
    held.add(mine);
    const done = (running.get(id) ?? Promise.resolve())
      .then(() => look(mine, care))
      .finally(() => {
        held.delete(mine);
        if (running.get(id) === done) running.delete(id);
      });
    running.set(id, done);
  };
  const takeAll = async (care: (lease: Lease) => Promise<CareEnd>): Promise<void> => {
    while (!stopping) {
      if (!sole && held.size > 0 && others() > 0) await sleep(Math.min(POLITE_MS * held.size, MOST_POLITE_MS));
      const askedAtMs = performance.now();
      const taking = await queue().take();
      if (!taking) return;
      begin(taking, askedAtMs, care);
    }
  };
  /** True when something was missing. */
  const reconcile = async (jobs: readonly QueuedJob[]): Promise<boolean> => {
    if (performance.now() - reconciledAtMs < RECONCILE_MS) return false;
    const known = new Set(jobs.map(({ migrationId }) => migrationId));
    const missing = (await admitted()).filter((id) => !known.has(id));
    for (const id of missing) await queue().send(id);
    reconciledAtMs = performance.now();
    return missing.length > 0;
  };
  const round = async (care: (lease: Lease) => Promise<CareEnd>): Promise<void> => {
    const jobs = await queue().all();
    const elsewhere = jobs.some((job) => job.active && !isMine(job));
    // What a dead process holds is freed by whoever is alive.
    if (elsewhere) await queue().freeLapsed();
    if ((await reconcile(jobs)) || elsewhere || jobs.some(({ active }) => !active)) await takeAll(care);
  };
  const keepLooking = async (care: (lease: Lease) => Promise<CareEnd>): Promise<void> => {
    let failing = false;
    for (await wake.sleep(LOOK_MS); !stopping; await wake.sleep(LOOK_MS)) {
      try {
        await round(care);
        failing = false;
      } catch (error) {
        if (!failing) logger.warn({ err: error }, "cannot look for migrations to take up; trying on");
        failing = true;
      }
    }
  };

  return {
    sole,
    send: (id, tx) => queue().send(id, tx),
    async start(care) {
      open = await openQueue(() => wake.call());
      stopRenewing = keepRenewed(open, held, logger);
      // We are alone: whoever held something is dead.
      if (sole) await open.giveBack((await open.all()).filter(({ active }) => active));
      await round(care);
      looking = keepLooking(care);
    },
    async stop() {
      stopping = true;
      wake.call();
      await looking;
      await Promise.race([Promise.all(running.values()), sleep(STOP_MS, undefined, { ref: false })]);
      stopRenewing();
      await open?.close();
    },
  };
}
