import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advance } from "../../lib/core/migration/lifecycle.ts";
import type { FixRecord } from "../../lib/core/model/fix.ts";
import { domainUuid, hostId, type MigrationId, migrationId } from "../../lib/core/model/ids.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createLogger } from "../logger.ts";
import { temporaryDataFolder } from "../test-support/data-folder.ts";
import { aLogEntry, aMigration, aSample } from "../test-support/records.ts";
import { createFixRepository } from "./fix-repository.ts";
import { type OpenStore, openStore } from "./index.ts";

const folder = temporaryDataFolder();
let store: OpenStore;
let count = 0;

beforeAll(async () => {
  prepareDataFolder(folder.path);
  store = await openStore({ dataDir: folder.path, databaseUrl: null }, createLogger("silent"));
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const yes = async () => true;

/** A migration that the queue let through, of a domain of its own. */
async function admitted(): Promise<MigrationId> {
  const number = String(++count).padStart(12, "0");
  const base = aMigration();
  const request = { ...base.request, domainUuid: domainUuid(`00000000-0000-4000-8000-${number}`) };
  const id = migrationId(`m_owned${number}`);
  await store.migrations.insert({ ...base, id, request, queue: { ...base.queue, admittedAtMs: 1000 + count } }, `key-${number}`);
  return id;
}

async function submitted(id: MigrationId) {
  const record = await store.migrations.get(id);
  if (!record) throw new Error("gone");
  return advance(record, { type: "submitted", atMs: 1 });
}

describe("a migration that somebody looks after", () => {
  it("is written by nobody else, whatever it is: record, readings or log", async () => {
    const id = await admitted();
    await store.migrations.claim(id, "first", yes);
    await store.migrations.putLog(id, aLogEntry(1, { text: "of the first" }), "first");
    await store.migrations.appendSample(id, aSample(1), "first");
    await store.migrations.claim(id, "second", yes);
    const next = await submitted(id);
    await expect(store.migrations.update(next, "first")).rejects.toMatchObject({ code: "not-owner" });
    await expect(store.migrations.appendSample(id, aSample(2), "first")).rejects.toMatchObject({ code: "not-owner" });
    await expect(store.migrations.putLog(id, aLogEntry(1, { text: "late" }), "first")).rejects.toMatchObject({
      code: "not-owner",
    });
    expect((await store.migrations.get(id))?.state).toBe("queued");
    expect(await store.migrations.samples(id)).toEqual([aSample(1)]);
    expect((await store.migrations.log(id)).map(({ text }) => text)).toEqual(["of the first"]);
    await store.migrations.update(next, "second");
    expect((await store.migrations.get(id))?.state).toBe("starting");
  });

  it("stays with its owner when the one who wants it has lost the lease by then", async () => {
    const id = await admitted();
    await store.migrations.claim(id, "first", yes);
    expect(await store.migrations.claim(id, "late", async () => false)).toBe("lost");
    await store.migrations.update(await submitted(id), "first");
  });

  it("tells its owner of a revision that does not follow as such, and that one is gone when it is not there", async () => {
    const id = await admitted();
    await store.migrations.claim(id, "first", yes);
    const next = await submitted(id);
    await store.migrations.update(next, "first");
    await expect(store.migrations.update(next, "first")).rejects.toThrow("does not follow");
    expect(await store.migrations.claim(migrationId("m_nobodyknows01"), "first", yes)).toBe("gone");
  });

  it("is listed as let through until it has ended", async () => {
    const id = await admitted();
    expect(await store.migrations.admitted()).toContain(id);
    const record = await submitted(id);
    await store.migrations.update({ ...record, endedAtMs: 5 });
    expect(await store.migrations.admitted()).not.toContain(id);
  });
});

describe("a lever that was asked for elsewhere", () => {
  it("is open until it is answered, once", async () => {
    const id = await admitted();
    const { leverRequests } = store;
    const request = { migrationId: id, action: { kind: "abort" as const }, requestedBy: "admin" };
    await leverRequests.insert({ ...request, id: "later", atMs: 2 });
    await leverRequests.insert({ ...request, id: "sooner", atMs: 1 });
    expect((await leverRequests.open([id])).map((one) => one.id)).toEqual(["sooner", "later"]);
    expect((await leverRequests.open([id]))[0]).toEqual({ ...request, id: "sooner", atMs: 1 });
    expect(await leverRequests.answer("sooner", { ok: true })).toEqual({ ok: true });
    const refusal = { ok: false, code: "conflict", data: { message: { key: "errors.migrations.no-owner" } } } as const;
    expect(await leverRequests.answer("sooner", refusal)).toEqual({ ok: true });
    expect(await leverRequests.outcome("later")).toBeNull();
    await leverRequests.forget(10);
    expect(await leverRequests.outcome("sooner")).toBeNull();
    expect((await leverRequests.open([id])).map((one) => one.id)).toEqual(["later"]);
  });
});

describe("a fix that runs", () => {
  it("is left only when its process is not among the living", async () => {
    const { db } = store.database;
    const here = createFixRepository(db, "p_here");
    const there = createFixRepository(db, "p_there");
    await here.insert(aFix("f_here"), "fix-here");
    await there.insert(aFix("f_there"), "fix-there");
    const left = async (...live: readonly string[]) => (await here.running(live)).map(({ id }) => id).sort();
    expect(await left("p_here", "p_there")).toEqual([]);
    expect(await left("p_here")).toEqual(["f_there"]);
    expect(await left()).toEqual(["f_here", "f_there"]);
    // Who undoes it has it now.
    await here.update({ ...aFix("f_there"), revision: 2, undoneBy: "me" });
    expect(await left("p_here")).toEqual([]);
  });
});

function aFix(id: string): FixRecord {
  return {
    id,
    revision: 1,
    atMs: 1,
    by: "me",
    request: { action: { kind: "trust-host-key" }, domainUuid: null, hostIds: [hostId("h_aaaaaaaaaaaa")] },
    domainName: null,
    state: "running",
    steps: [],
    undo: "possible",
    undoneAtMs: null,
    undoneBy: null,
  };
}
