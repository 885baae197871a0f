import { setTimeout as sleep } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createServerEvents, type ServerEvents } from "../events.ts";
import { createLogger } from "../logger.ts";
import * as schema from "../store/schema.ts";
import { type DebianPostgres, startDebianPostgres } from "../test-support/debian-postgres.ts";
import { newProcessIdentity } from "./identity.ts";
import { createProcessBook, soleProcess } from "./process-book.ts";
import { processFor } from "./rendezvous.ts";
import { connectEvents } from "./test-support/connect-events.ts";
import { prepareDatabase } from "./test-support/start-process.ts";
import type { ProcessBook } from "./types.ts";

/** A quarter of the real times, which are 2 and 7 s. */
const PACE = { beatMs: 500, deadAfterMs: 1_750 };

let postgres: DebianPostgres;
let url: string;
const pools: pg.Pool[] = [];

beforeAll(async () => {
  postgres = await startDebianPostgres();
  url = await postgres.newDatabase();
  await prepareDatabase(url);
});
afterAll(() => postgres?.stop());

interface Made {
  readonly book: ProcessBook;
  readonly events: ServerEvents;
  /** As kill -9 does: no more heartbeats, no good-bye. */
  kill(): Promise<void>;
  /** The database does not answer this one. */
  away: boolean;
}

function make(): Made {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  pools.push(pool);
  const events = createServerEvents();
  const real = drizzle(pool, { schema });
  const db = {
    execute: (query: Parameters<typeof real.execute>[0]) =>
      made.away ? Promise.reject(new Error("the database is away")) : real.execute(query),
  } as typeof real;
  const book = createProcessBook({ db, me: newProcessIdentity(), events, logger: createLogger("silent"), pace: PACE });
  const made: Made = { book, events, kill: () => pool.end(), away: false };
  return made;
}

const ids = (book: ProcessBook) => book.live().map(({ id }) => id);
const HOSTS = Array.from({ length: 12 }, (_, index) => `h_${index}`);
/** Who reads each host, in this book's eyes. */
const readers = (book: ProcessBook) => HOSTS.map((host) => processFor(book.live(), host).id);

let three: [Made, Made, Made];
beforeEach(async () => {
  three = [make(), make(), make()];
  for (const { book } of three) await book.start();
});
afterEach(async () => {
  for (const { book } of three) await book.stop();
  for (const pool of pools.splice(0)) if (!pool.ended) await pool.end();
});

describe("three processes on Debian's PostgreSQL", () => {
  it("know each other within a heartbeat, and each host is one's", async () => {
    const [one, two, last] = three.map(({ book }) => book);
    if (!one || !two || !last) throw new Error("there are three");
    await expect.poll(() => [ids(one), ids(two)], { timeout: 3_000 }).toEqual([ids(last), ids(last)]);
    expect(ids(one)).toEqual([one.me.id, two.me.id, last.me.id].sort());
    expect(readers(two)).toEqual(readers(one));
    expect(readers(last)).toEqual(readers(one));
    expect(new Set(readers(one)).size).toBeGreaterThan(1);
  });

  it("miss a killed one in time; what it read moves, and nothing else", async () => {
    const [one, two, last] = three;
    await expect.poll(() => ids(one.book).length, { timeout: 3_000 }).toBe(3);
    const before = readers(one.book);
    const changes: number[] = [];
    one.book.onChange(() => changes.push(performance.now()));
    await last.kill();
    const killedAt = performance.now();
    await expect.poll(() => [ids(one.book).length, ids(two.book).length], { timeout: 12_000 }).toEqual([2, 2]);
    const tookMs = performance.now() - killedAt;
    console.info(`a killed process was missed after ${Math.round(tookMs)} ms`);
    expect(tookMs).toBeLessThan(PACE.deadAfterMs + PACE.beatMs + 500);
    expect(changes).toHaveLength(1);
    const after = readers(one.book);
    expect(after).toEqual(readers(two.book));
    for (const [index, reader] of before.entries()) if (reader !== last.book.me.id) expect(after[index]).toBe(reader);
  });

  it("hear of comings and goings at once where the bus tells", async () => {
    const [one, two, last] = three;
    connectEvents([one.events, two.events, last.events], ["process:changed"]);
    await expect.poll(() => ids(one.book).length, { timeout: 3_000 }).toBe(3);
    await last.book.stop();
    const beganAt = performance.now();
    await expect.poll(() => [ids(one.book).length, ids(two.book).length], { interval: 20 }).toEqual([2, 2]);
    expect(performance.now() - beganAt).toBeLessThan(400);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ id: string }>("select id from server_processes");
    await client.end();
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...ids(one.book)]));
    expect(rows.map(({ id }) => id)).not.toContain(last.book.me.id);
  });

  it("say what they last knew while the database is away, and take nobody for dead when it is back", async () => {
    await expect.poll(() => three.map(({ book }) => ids(book).length), { timeout: 3_000 }).toEqual([3, 3, 3]);
    const all = ids(three[0].book);
    let changes = 0;
    for (const { book } of three) book.onChange(() => changes++);
    for (const one of three) one.away = true;
    await sleep(2_200);
    for (const one of three) {
      one.away = false;
      await sleep(80);
    }
    await sleep(800);
    expect(changes).toBe(0);
    expect(three.map(({ book }) => ids(book))).toEqual([all, all, all]);
  });

  it("forget the rows of the long dead", async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("insert into server_processes (id, name, heartbeat_at) values ('old', 'x', now() - interval '2 hours')");
    await expect
      .poll(async () => (await client.query("select 1 from server_processes where id = 'old'")).rows.length, { timeout: 3_000 })
      .toBe(0);
    await client.end();
  });
});

describe("the only process", () => {
  it("is always there, and asks nobody", async () => {
    const me = newProcessIdentity();
    const book = soleProcess(me);
    await book.start();
    expect(book.live()).toEqual([me]);
    await book.stop();
    expect(book.live()).toEqual([me]);
    expect(processFor(book.live(), "h_1")).toBe(me);
  });
});
