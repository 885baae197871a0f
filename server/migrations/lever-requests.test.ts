import { beforeEach, describe, expect, it } from "vitest";
import { advance } from "../../lib/core/migration/lifecycle.ts";
import { queuedRecord } from "../../lib/core/migration/test-support/records.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { LeverAction } from "../../lib/core/model/options.ts";
import { createServerEvents, type ServerEvents } from "../events.ts";
import { createLogger } from "../logger.ts";
import { NotOwnerError } from "../not-owner-error.ts";
import { ServiceError } from "../service-error.ts";
import type { ActiveMigration } from "./active.ts";
import { askOwner } from "./ask-owner.ts";
import { createLeverRequests, type UseLever } from "./lever-requests.ts";
import { memoryLeases } from "./test-support/memory-leases.ts";
import { memoryStore } from "./test-support/memory-store.ts";

const record: MigrationRecord = queuedRecord({ state: "running" });
const abort: LeverAction = { kind: "abort" };
const limit: LeverAction = { kind: "max-downtime", ms: 500 };

let store: ReturnType<typeof memoryStore>;
let asked: LeverAction[];
/** The answer that the owner's levers give. */
let answer: UseLever;

beforeEach(async () => {
  store = memoryStore([], "");
  await store.migrations.insert(record, "key");
  asked = [];
  answer = async () => record;
});

/** A process that looks after the migration, or not; `deaf` = no word of another process reaches it. */
function owner(events: ServerEvents, deaf = false) {
  const active = { id: record.id, stopped: false } as ActiveMigration;
  const requests = createLeverRequests(
    {
      store,
      events,
      leases: { ...memoryLeases(store.migrations), sole: !deaf },
      logger: createLogger("silent"),
      now: () => 1000,
    },
    new Map([[record.id, active]]),
    async (one, request) => {
      asked.push(request.action);
      return answer(one, request);
    },
  );
  requests.start();
  return { active, requests };
}

const ask = (events: ServerEvents, action: LeverAction) => askOwner({ store, events, now: () => 1000 }, record, action, "admin");

describe("a lever asked for where nobody looks after the migration", () => {
  it("is carried out by its owner, and answered when it is done", async () => {
    const events = createServerEvents();
    const { requests } = owner(events);
    const begun = performance.now();
    expect((await ask(events, limit)).id).toBe(record.id);
    expect(performance.now() - begun).toBeLessThan(900);
    expect(asked).toEqual([limit]);
    requests.stop();
  });

  it("is refused with the owner's own words", async () => {
    const events = createServerEvents();
    answer = () => Promise.reject(new ServiceError("conflict", { message: { key: "live.levers.reasons.phase" } }));
    const { requests } = owner(events);
    await expect(ask(events, limit)).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "live.levers.reasons.phase" } },
    });
    requests.stop();
  });

  it("arrives without a word between the processes, a little later", async () => {
    const { requests } = owner(createServerEvents(), true);
    await ask(createServerEvents(), limit);
    expect(asked).toEqual([limit]);
    requests.stop();
  });

  it("is told to be too late when the migration ends before anybody answers", async () => {
    const asking = ask(createServerEvents(), abort);
    await store.migrations.update({ ...advance(record, { type: "verifying", atMs: 2 }), endedAtMs: 3 });
    await expect(asking).rejects.toMatchObject({ code: "too-late" });
  });
});

describe("whoever takes a migration over", () => {
  const left = (action: LeverAction) =>
    store.leverRequests.insert({ id: "r1", migrationId: record.id, atMs: 1, action, requestedBy: "admin" });

  it("carries out an abort that its dead owner left open", async () => {
    await left(abort);
    const { active, requests } = owner(createServerEvents());
    await requests.look(active, true);
    expect(asked).toEqual([abort]);
    expect(await store.leverRequests.outcome("r1")).toEqual({ ok: true });
    requests.stop();
  });

  it("does not set a limit that somebody wanted a while ago, and says so", async () => {
    await left(limit);
    const { active, requests } = owner(createServerEvents());
    await requests.look(active, true);
    expect(asked).toEqual([]);
    expect(await store.leverRequests.outcome("r1")).toMatchObject({ ok: false, code: "conflict" });
    requests.stop();
  });

  it("leaves to the next one what it was asked when the migration is not its own any more", async () => {
    await left(abort);
    answer = () => Promise.reject(new NotOwnerError(record.id));
    const { active, requests } = owner(createServerEvents());
    await requests.look(active, true);
    expect(await store.leverRequests.outcome("r1")).toBeNull();
    requests.stop();
  });
});
