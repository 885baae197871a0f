import { sql } from "drizzle-orm";
import type { ServerEvents } from "../events.ts";
import type { Logger } from "../logger.ts";
import type { Db } from "../store/database.ts";
import { within } from "../within.ts";
import type { ProcessBook, ProcessIdentity } from "./types.ts";

/** How often a heartbeat is written, and how old the last one of a dead process is, ms. */
export interface Pace {
  readonly beatMs: number;
  readonly deadAfterMs: number;
}

const PACE: Pace = { beatMs: 2_000, deadAfterMs: 7_000 };
/** Rows of processes that never said good-bye are kept for so long, for people who look. */
const FORGET_AFTER_MS = 3_600_000;
/** A little after the moment at which a heartbeat grows too old. */
const GRACE_MS = 50;
/** After an outage of the database nobody is taken for dead before each had time for so many heartbeats. */
const BEATS_AFTER_OUTAGE = 2.5;
/** A heartbeat that hangs is given up by then, and the next one is tried. */
const BEAT_WITHIN_MS = 3_000;
const NO_ANSWER = `the database did not answer within ${BEAT_WITHIN_MS} ms`;

export interface ProcessBookParts {
  readonly db: Pick<Db, "execute">;
  readonly me: ProcessIdentity;
  /** Others' comings and goings are heard of sooner through them than by looking. */
  readonly events: ServerEvents;
  readonly logger: Pick<Logger, "info" | "warn">;
  /** For tests. */
  readonly pace?: Pace;
}

/** The book of a process that has its database to itself. */
export function soleProcess(me: ProcessIdentity): ProcessBook {
  return {
    me,
    live: () => [me],
    onChange: () => () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  };
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly age_ms: number;
}

/**
 * Who is alive on a database that several processes share: each writes its heartbeat every 2 s and counts those whose heartbeat is less
 * than 7 s old, both by the database's clock. While the database does not answer, the book says what it last knew.
 */
export function createProcessBook({ db, me, events, logger, pace = PACE }: ProcessBookParts): ProcessBook {
  let living: readonly ProcessIdentity[] = [me];
  let timer: NodeJS.Timeout | undefined;
  let dueAtMs = 0;
  let running = false;
  let failing = false;
  let believeDeathsAtMs = 0;
  const listeners = new Set<() => void>();

  const beat = async (): Promise<readonly Row[]> => {
    await db.execute(sql`insert into server_processes (id, name, started_at, heartbeat_at)
      values (${me.id}, ${me.name}, clock_timestamp(), clock_timestamp())
      on conflict (id) do update set heartbeat_at = clock_timestamp()`);
    await db.execute(sql`delete from server_processes
      where heartbeat_at < clock_timestamp() - ${FORGET_AFTER_MS} * interval '1 millisecond'`);
    const { rows } = await db.execute<Row>(sql`select id, name,
      (extract(epoch from clock_timestamp() - heartbeat_at) * 1000)::double precision as age_ms from server_processes
      where heartbeat_at > clock_timestamp() - ${pace.deadAfterMs} * interval '1 millisecond'`);
    return rows;
  };

  const note = (rows: readonly Row[]): void => {
    const others = rows.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ id, name }));
    const known = performance.now() < believeDeathsAtMs ? living.filter(({ id }) => !rows.some((row) => row.id === id)) : [];
    const next = [me, ...others, ...known.filter(({ id }) => id !== me.id)].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (next.map(({ id }) => id).join() === living.map(({ id }) => id).join()) return;
    living = next;
    logger.info({ processes: next.map(({ name }) => name) }, "processes on this database");
    for (const listener of [...listeners]) listener();
  };

  const look = async (): Promise<void> => {
    let wait = pace.beatMs;
    try {
      const rows = await within(beat(), BEAT_WITHIN_MS, NO_ANSWER);
      if (!running) return;
      if (failing) believeDeathsAtMs = performance.now() + BEATS_AFTER_OUTAGE * pace.beatMs;
      failing = false;
      note(rows);
      const oldest = Math.max(0, ...rows.filter(({ id }) => id !== me.id).map(({ age_ms }) => age_ms));
      wait = Math.min(pace.beatMs, Math.max(0, pace.deadAfterMs - oldest) + GRACE_MS);
    } catch (error) {
      if (!failing)
        logger.warn({ err: error }, "the heartbeat could not be written; who else is alive is not known until it can");
      failing = true;
    }
    schedule(wait);
  };
  let under: Promise<void> = Promise.resolve();
  /** The earliest wish wins: a word from another process must not be put off by the end of a look that began before it. */
  const schedule = (ms: number): void => {
    const atMs = performance.now() + ms;
    if (!running || (timer && dueAtMs <= atMs)) return;
    clearTimeout(timer);
    dueAtMs = atMs;
    timer = setTimeout(() => {
      timer = undefined;
      under = under.then(() => (running ? look() : undefined));
    }, ms);
  };
  const onWord = (): void => schedule(GRACE_MS);

  return {
    me,
    live: () => living,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      running = true;
      note(await beat());
      schedule(pace.beatMs);
      events.on("process:changed", onWord);
      events.emit("process:changed");
    },
    async stop() {
      if (!running) return;
      running = false;
      clearTimeout(timer);
      events.off("process:changed", onWord);
      await under;
      try {
        await within(db.execute(sql`delete from server_processes where id = ${me.id}`), BEAT_WITHIN_MS, NO_ANSWER);
        events.emit("process:changed");
      } catch (error) {
        logger.warn({ err: error }, "could not say good-bye to the other processes; they will miss the heartbeat");
      }
    },
  };
}
