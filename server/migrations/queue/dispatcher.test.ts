import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { domainUuid, hostId, type MigrationId, migrationId } from "../../../lib/core/model/ids.ts";
import { DEFAULT_QUEUE_LIMITS, type QueueLimits } from "../../../lib/core/model/queue.ts";
import { prepareDataFolder } from "../../data-folder.ts";
import { createServerEvents, type ServerEvents } from "../../events.ts";
import { createLogger } from "../../logger.ts";
import { type OpenStore, openStore } from "../../store/index.ts";
import { temporaryDataFolder } from "../../test-support/data-folder.ts";
import { aMigration } from "../../test-support/records.ts";
import { createDispatcher, type Dispatcher } from "./dispatcher.ts";

const folder = temporaryDataFolder();
let store: OpenStore;
let events: ServerEvents;
let limits: QueueLimits = DEFAULT_QUEUE_LIMITS;
let sent: string[] = [];
let refuse: Error | null = null;
let made = 0;
let all: Dispatcher[] = [];

beforeAll(async () => {
  prepareDataFolder(folder.path);
  store = await openStore({ dataDir: folder.path, databaseUrl: null }, createLogger("silent"));
});
beforeEach(() => {
  events = createServerEvents();
  limits = DEFAULT_QUEUE_LIMITS;
  sent = [];
  refuse = null;
});
afterEach(async () => {
  for (const dispatcher of all) dispatcher.stop();
  all = [];
  for (const record of await store.migrations.unfinished())
    await store.migrations.update({ ...record, state: "aborted", endedAtMs: 9, revision: record.revision + 1 });
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

function aDispatcher(): Dispatcher {
  const leases = {
    send: async (id: MigrationId) => {
      if (refuse) throw refuse;
      sent.push(id);
    },
  };
  const logger = createLogger("silent");
  const dispatcher = createDispatcher({ store, limits: async () => limits, leases, events, logger, now: () => 50_000 });
  all.push(dispatcher);
  return dispatcher;
}

/** Stores one that waits: from host `from` to host `to`. */
async function waiting(from: string, to: string): Promise<MigrationId> {
  made += 1;
  const request = {
    ...aMigration().request,
    domainUuid: domainUuid(`11111111-2222-4333-8444-${String(made).padStart(12, "0")}`),
    sourceHostId: hostId(`h_${from.padEnd(12, "0")}`),
    destinationHostId: hostId(`h_${to.padEnd(12, "0")}`),
  };
  const record = aMigration({
    id: migrationId(`m_${String(made).padStart(12, "0")}`),
    request,
    sourceHostName: from,
    destinationHostName: to,
    createdAtMs: 10_000 + made,
  });
  await store.migrations.insert(record, `key-of-${record.id}`);
  return record.id;
}

const queueOf = async (id: MigrationId) => (await store.migrations.get(id))?.queue;

describe("the dispatcher", () => {
  it("lets through what the limits allow, hands it over, and says why the others wait", async () => {
    const [a, b, c] = [await waiting("hv1", "hv2"), await waiting("hv1", "hv3"), await waiting("hv3", "hv2")];
    await aDispatcher().dispatch();
    expect(sent).toEqual([a, c]);
    expect(await queueOf(a)).toMatchObject({ admittedAtMs: 50_000, waits: null, position: null });
    const reason = { key: "queue.waits.source-full", values: { host: "hv1", count: 1 } };
    expect(await queueOf(b)).toMatchObject({ admittedAtMs: null, waits: reason, position: 1 });
  });

  it("writes a waiting one again only when its reason or place changed", async () => {
    await waiting("hv1", "hv2");
    const second = await waiting("hv1", "hv2");
    const dispatcher = aDispatcher();
    await dispatcher.dispatch();
    const before = (await store.migrations.get(second))?.revision;
    await dispatcher.dispatch();
    expect((await store.migrations.get(second))?.revision).toBe(before);
  });

  it("decides once, however many processes and callers there are", async () => {
    for (let index = 0; index < 6; index++) await waiting("hv1", "hv2");
    const [one, two] = [aDispatcher(), aDispatcher()];
    await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 ? one : two).dispatch()));
    expect(sent).toHaveLength(1);
    expect((await store.migrations.unfinished()).filter(({ queue }) => queue.admittedAtMs !== null)).toHaveLength(1);
  });

  it("stores nothing when the hand-over fails, and lets it through the next time", async () => {
    const id = await waiting("hv1", "hv2");
    refuse = new Error("the leases' tables are away");
    const dispatcher = aDispatcher();
    await expect(dispatcher.dispatch()).rejects.toThrow("tables are away");
    expect(await queueOf(id)).toMatchObject({ admittedAtMs: null });
    refuse = null;
    await dispatcher.dispatch();
    expect(sent).toEqual([id]);
  });

  it("goes on by itself when one ends and when the limits change", async () => {
    const first = await waiting("hv1", "hv2");
    const [second, third] = [await waiting("hv1", "hv2"), await waiting("hv1", "hv2")];
    const dispatcher = aDispatcher();
    dispatcher.start();
    await expect.poll(() => sent).toEqual([first]);
    limits = { ...limits, perSource: 2 };
    events.emit("settings:changed");
    await expect.poll(() => sent).toEqual([first, second]);
    const record = await store.migrations.get(first);
    if (!record) throw new Error("gone");
    const ended = { ...record, state: "failed" as const, endedAtMs: 60_000, revision: record.revision + 1 };
    await store.migrations.update(ended);
    events.emit("migration:state", ended);
    await expect.poll(() => sent).toEqual([first, second, third]);
  });
});

describe("cancelling", () => {
  it("ends one that waits without a result, and those behind it move up", async () => {
    await waiting("hv1", "hv2");
    const [second, third] = [await waiting("hv1", "hv2"), await waiting("hv1", "hv2")];
    const dispatcher = aDispatcher();
    dispatcher.start();
    await expect.poll(async () => (await queueOf(third))?.position).toBe(2);
    const cancelled = await dispatcher.cancel(second, "ann");
    expect(cancelled).toMatchObject({ state: "aborted", endedAtMs: 50_000, abortRequestedBy: "ann", result: null });
    expect(cancelled?.queue).toMatchObject({ admittedAtMs: null, waits: null, position: null });
    await expect.poll(async () => (await queueOf(third))?.position).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it("is none for one that was let through, or is over", async () => {
    const id = await waiting("hv1", "hv2");
    const dispatcher = aDispatcher();
    await dispatcher.dispatch();
    expect(await dispatcher.cancel(id, "ann")).toBeNull();
    expect((await store.migrations.get(id))?.state).toBe("queued");
    const other = await waiting("hv1", "hv2");
    await dispatcher.cancel(other, "ann");
    expect(await dispatcher.cancel(other, "bob")).toBeNull();
    expect((await store.migrations.get(other))?.abortRequestedBy).toBe("ann");
  });

  it("and letting through at the same moment: one of both happens", async () => {
    const [one, two] = [aDispatcher(), aDispatcher()];
    for (let round = 0; round < 5; round++) {
      const id = await waiting(`s${round}`, `d${round}`);
      const [cancelled] = await Promise.all([one.cancel(id, "ann"), two.dispatch()]);
      expect(sent.includes(id)).toBe(cancelled === null);
    }
  });
});
