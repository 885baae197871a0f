import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type ClientToServerEvents, type JoinAnswer, type ServerToClientEvents, SOCKET_PATH } from "../../lib/contract/socket.ts";
import { aLogEntry, aMigration, aSample, aSnapshot } from "../test-support/records.ts";
import { testServices } from "../test-support/services.ts";
import { type StartedServer, startServer } from "../test-support/started-server.ts";

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

const record = aMigration();
const room = `migration:${record.id}`;
/** What the store holds, and how long reading it takes: a test makes it slow to get in between. */
let stored = { record, samples: [aSample(1)], log: [aLogEntry(1)] };
let beforeRead = async (): Promise<void> => undefined;
let afterRead = async (): Promise<void> => undefined;

let server: StartedServer;
let cookie: string;
const clients: Client[] = [];

beforeAll(async () => {
  server = await startServer(
    testServices({
      migrations: {
        get: async (id) => {
          if (id !== record.id) throw Object.assign(new Error("no"), { code: "not-found", data: { message: { key: "x" } } });
          await beforeRead();
          const view = { ...stored };
          await afterRead();
          return view;
        },
      },
    }),
  );
  cookie = await server.signIn();
});
afterAll(() => server.stop());
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  stored = { record, samples: [aSample(1)], log: [aLogEntry(1)] };
  beforeRead = afterRead = async () => undefined;
});

async function connect(with_: { cookie?: string; transport?: "polling" | "websocket" } = {}): Promise<Client> {
  const client: Client = io(server.url, {
    path: SOCKET_PATH,
    transports: [with_.transport ?? "websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie: with_.cookie ?? cookie, origin: server.url },
  });
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    client.on("connect", resolve);
    client.on("connect_error", reject);
  });
  return client;
}

const join = (client: Client, name: string): Promise<JoinAnswer> => client.emitWithAck("join", name);

/** Announces as the driver does: stored first. */
function announce(at: number): void {
  stored = { ...stored, samples: [...stored.samples, aSample(at)] };
  server.events.emit("migration:sample", record.id, aSample(at));
}

describe("joining", () => {
  it.each(["polling", "websocket"] as const)("answers with the whole state, by %s", async (transport) => {
    const client = await connect({ transport });
    expect(await join(client, "inventory")).toEqual({ ok: true, snapshot: [aSnapshot(1)] });
    expect(await join(client, "migrations")).toEqual({ ok: true, snapshot: [record] });
    expect(await join(client, room)).toEqual({ ok: true, snapshot: stored });
  });

  it.each([
    ["nonsense", "invalid-input"],
    ["migration:../../x", "invalid-input"],
    [{ toString: "x" }, "invalid-input"],
    ["migration:m_zzzzzzzzzzzz", "not-found"],
  ])("answers %j with %s", async (name, code) => {
    expect(await join(await connect(), name as string)).toEqual({ ok: false, code });
  });

  it("leaves no gap: what is announced while the snapshot is read arrives after it, in order, once", async () => {
    const client = await connect();
    const seen: string[] = [];
    client.on("migration:sample", ({ sample }) => seen.push(`sample ${sample.atMs}`));
    // Announced before the store is read (so in the snapshot as well), and after it (so not in it).
    beforeRead = async () => announce(2);
    afterRead = async () => {
      announce(3);
      await sleep(30);
      announce(4);
    };
    const answer = await new Promise<JoinAnswer>((resolve) =>
      client.emit("join", room, (given) => {
        seen.push("snapshot");
        resolve(given);
      }),
    );
    announce(5);
    await expect.poll(() => seen).toContain("sample 5");
    expect(seen).toEqual(["snapshot", "sample 2", "sample 3", "sample 4", "sample 5"]);
    expect(
      answer.ok && answer.snapshot && "samples" in answer.snapshot && answer.snapshot.samples.map((one) => one.atMs),
    ).toEqual([1, 2]);
  });

  it("loses nothing under fire: any moment of joining gives the same history", async () => {
    for (let round = 0; round < 12; round++) {
      const client = await connect();
      const got = new Set<number>();
      client.on("migration:sample", ({ sample }) => got.add(sample.atMs));
      const base = 1000 * (round + 1);
      let next = base;
      const fire = setInterval(() => announce(next++), 1);
      afterRead = () => sleep(round);
      const answer = await join(client, room);
      await sleep(15);
      clearInterval(fire);
      const last = next - 1;
      await expect.poll(() => got.has(last)).toBe(true);
      if (answer.ok && answer.snapshot && "samples" in answer.snapshot)
        for (const sample of answer.snapshot.samples) got.add(sample.atMs);
      for (let at = base; at <= last; at++) expect(got.has(at), `sample ${at} of ${base}..${last}`).toBe(true);
      client.close();
    }
  });

  it("may be done again, and answers with what is there by then", async () => {
    const client = await connect();
    await join(client, room);
    announce(9);
    const again = await join(client, room);
    expect(again).toEqual({ ok: true, snapshot: stored });
  });
});

describe("publishing", () => {
  it("sends each room its own and nothing else", async () => {
    const [onInventory, onMigration, nowhere] = [await connect(), await connect(), await connect()];
    await join(onInventory, "inventory");
    await join(onMigration, room);
    const heard: string[] = [];
    onInventory.onAny((name) => heard.push(`inventory ${name}`));
    onMigration.onAny((name) => heard.push(`migration ${name}`));
    nowhere.onAny((name) => heard.push(`nowhere ${name}`));
    server.events.emit("host:state", aSnapshot(2));
    server.events.emit("host:removed", aSnapshot(2).registration.id);
    server.events.emit("migration:state", aMigration({ revision: 2 }));
    server.events.emit("migration:log", record.id, aLogEntry(2));
    server.events.emit("migration:sample", record.id, aSample(2));
    await expect.poll(() => heard.length).toBe(5);
    expect(heard.sort()).toEqual([
      "inventory host:removed",
      "inventory host:state",
      "migration migration:log",
      "migration migration:sample",
      "migration migration:state",
    ]);
  });

  it("stops when the room is left", async () => {
    const client = await connect();
    await join(client, "inventory");
    let heard = 0;
    client.onAny(() => heard++);
    client.emit("leave", "inventory");
    await join(client, "migrations");
    server.events.emit("host:state", aSnapshot(3));
    server.events.emit("migration:state", record);
    await expect.poll(() => heard).toBe(1);
  });

  it("shows two clients the same", async () => {
    const two = [await connect(), await connect()];
    const got = two.map(() => [] as number[]);
    for (const [index, client] of two.entries()) {
      await join(client, room);
      client.on("migration:state", (next) => got[index]?.push(next.revision));
    }
    for (const revision of [2, 3, 4]) server.events.emit("migration:state", aMigration({ revision }));
    await expect
      .poll(() => got)
      .toEqual([
        [2, 3, 4],
        [2, 3, 4],
      ]);
  });
});

describe("the session", () => {
  it("takes its sockets with it when it ends, and nobody else's", async () => {
    const mine = await server.signIn();
    const [gone, other] = [await connect({ cookie: mine }), await connect()];
    const told = new Promise((resolve) => gone.on("signed-out", () => resolve("told")));
    const closed = new Promise((resolve) => gone.on("disconnect", resolve));
    await fetch(`${server.url}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie: mine, origin: server.url, "content-type": "application/json" },
      body: "{}",
    });
    expect(await told).toBe("told");
    await closed;
    expect(other.connected).toBe(true);
  });
});
