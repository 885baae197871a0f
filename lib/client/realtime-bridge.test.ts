import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HostSnapshot, JoinAnswer, MigrationRecord, MigrationSample, MigrationView } from "@/lib/contract/index.ts";
import { queryKeys } from "@/lib/contract/index.ts";
import { setLiveState } from "./live-state.ts";
import { bridgeRealtime } from "./realtime-bridge.ts";
import { wantRoom } from "./rooms.ts";
import type { LiveSocket } from "./socket.ts";

/** A socket as far as the bridge uses one; the test plays the server. */
function fakeSocket() {
  const listeners = new Map<string, ((...args: unknown[]) => void)[]>();
  const joins: { room: string; answer: (answer: JoinAnswer) => void }[] = [];
  const left: string[] = [];
  const socket = {
    connected: false,
    on: (name: string, listener: (...args: unknown[]) => void) => listeners.set(name, [...(listeners.get(name) ?? []), listener]),
    off: (name: string, listener: (...args: unknown[]) => void) =>
      listeners.set(
        name,
        (listeners.get(name) ?? []).filter((one) => one !== listener),
      ),
    timeout: () => ({
      emit: (_: string, room: string, answer: (error: Error | null, answer: JoinAnswer) => void) =>
        joins.push({ room, answer: (given) => answer(null, given) }),
    }),
    emit: (_: string, room: string) => left.push(room),
  };
  return {
    socket: socket as unknown as LiveSocket,
    joins,
    left,
    say: (name: string, ...args: unknown[]) => {
      for (const listener of listeners.get(name) ?? []) listener(...args);
    },
    connect() {
      socket.connected = true;
      this.say("connect");
    },
    disconnect() {
      socket.connected = false;
      this.say("disconnect");
    },
  };
}

const host = (id: string, revision: number) => ({ registration: { id }, revision }) as HostSnapshot;
const record = (revision: number) => ({ id: "m1", revision, createdAtMs: 0 }) as MigrationRecord;
const sample = (atMs: number) => ({ atMs }) as MigrationSample;
const view = (revision: number, times: readonly number[]): MigrationView => ({
  record: record(revision),
  samples: times.map(sample),
  log: [],
});

let server: ReturnType<typeof fakeSocket>;
let client: QueryClient;
let end: () => void;
let release: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => setTimeout(run, 16));
  server = fakeSocket();
  client = new QueryClient();
  end = bridgeRealtime(server.socket, client);
  release = [];
});
afterEach(() => {
  for (const one of release) one();
  vi.advanceTimersByTime(5000);
  end();
  setLiveState("live");
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const want = (room: Parameters<typeof wantRoom>[0]) => {
  const one = wantRoom(room);
  release.push(one);
  return one;
};
const paint = () => vi.advanceTimersByTime(20);
const hosts = () => client.getQueryData<readonly HostSnapshot[]>(queryKeys.hosts)?.map((one) => one.revision);

describe("the bridge", () => {
  it("joins what is wanted when the socket connects, and what is wanted later at once", () => {
    want("inventory");
    expect(server.joins).toEqual([]);
    server.connect();
    want("migrations");
    want("inventory");
    expect(server.joins.map((join) => join.room)).toEqual(["inventory", "migrations"]);
  });

  it("lets a snapshot replace the cache and messages change it, newest only, once a frame", () => {
    want("inventory");
    server.connect();
    client.setQueryData(queryKeys.hosts, [host("a", 900)]);
    server.joins[0]?.answer({ ok: true, snapshot: [host("a", 1), host("b", 1)] });
    paint();
    // A server that started anew counts from 1 again: its snapshot is right all the same.
    expect(hosts()).toEqual([1, 1]);
    server.say("host:state", host("a", 3));
    server.say("host:state", host("a", 2));
    server.say("host:state", host("b", 2));
    expect(hosts()).toEqual([1, 1]);
    paint();
    expect(hosts()).toEqual([3, 2]);
    server.say("host:removed", "a");
    paint();
    expect(hosts()).toEqual([2]);
  });

  it("keeps list and view of a migration alike, and appends samples", () => {
    client.setQueryData(queryKeys.migrations, [record(1)]);
    client.setQueryData(queryKeys.migration("m1"), view(1, [1]));
    server.say("migration:state", record(2));
    for (const atMs of [2, 3, 3]) server.say("migration:sample", { id: "m1", sample: sample(atMs), sentAtMs: 0 });
    server.say("migration:sample", { id: "another", sample: sample(9), sentAtMs: 0 });
    paint();
    expect(client.getQueryData<readonly MigrationRecord[]>(queryKeys.migrations)?.[0]?.revision).toBe(2);
    const now = client.getQueryData<MigrationView>(queryKeys.migration("m1"));
    expect([now?.record.revision, now?.samples.map((one) => one.atMs)]).toEqual([2, [1, 2, 3]]);
    expect(client.getQueryData(queryKeys.migration("another"))).toBeUndefined();
  });

  it("does not let an answer that was under way undo a snapshot", async () => {
    want("inventory");
    server.connect();
    let answer: (hosts: readonly HostSnapshot[]) => void = () => undefined;
    const fetching = new Promise<readonly HostSnapshot[]>((resolve) => {
      answer = resolve;
    });
    const stop = new QueryObserver(client, { queryKey: queryKeys.hosts, queryFn: () => fetching }).subscribe(() => undefined);
    server.joins[0]?.answer({ ok: true, snapshot: [host("a", 5)] });
    paint();
    answer([host("a", 4)]);
    await vi.advanceTimersByTimeAsync(50);
    expect(hosts()).toEqual([5]);
    stop();
  });

  it("asks anew after a reconnect for what no room keeps fresh", async () => {
    want("inventory");
    const asked: string[] = [];
    const observe = (queryKey: readonly string[]) =>
      new QueryObserver(client, {
        queryKey,
        queryFn: () => {
          asked.push(queryKey.join("/"));
          return [];
        },
      }).subscribe(() => undefined);
    const stops = [observe(queryKeys.hosts), observe(queryKeys.sshKeys)];
    server.connect();
    await vi.advanceTimersByTimeAsync(10);
    asked.length = 0;
    server.disconnect();
    server.connect();
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toEqual(["ssh-keys"]);
    expect(server.joins.map((join) => join.room)).toEqual(["inventory", "inventory"]);
    for (const stop of stops) stop();
  });

  it("leaves a room a moment after the last one left it, not when a page merely changes", () => {
    server.connect();
    const first = want("inventory");
    first();
    const second = want("inventory");
    vi.advanceTimersByTime(5000);
    expect(server.left).toEqual([]);
    second();
    vi.advanceTimersByTime(5000);
    expect(server.left).toEqual(["inventory"]);
  });

  it("keeps nothing of the room preflight, and reads the cells of a named pair again", async () => {
    let asked = 0;
    const stop = new QueryObserver(client, {
      queryKey: queryKeys.matrix(null, null),
      queryFn: () => {
        asked++;
        return [{ sourceHostId: "h_a", destinationHostId: "h_b" }];
      },
    }).subscribe(() => undefined);
    want("preflight");
    server.connect();
    const before = client.getQueryCache().getAll().length;
    server.joins[0]?.answer({ ok: true, snapshot: null });
    await vi.advanceTimersByTimeAsync(20);
    expect(client.getQueryCache().getAll()).toHaveLength(before);
    server.say("preflight:changed", [["h_b", "h_a"]]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toBe(1);
    server.say("preflight:changed", [["h_a", "h_b"]]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toBe(2);
    stop();
  });

  it("gets queries to poll when the socket is down", async () => {
    let asked = 0;
    const stop = new QueryObserver(client, {
      queryKey: queryKeys.migrations,
      queryFn: () => {
        asked++;
        return [];
      },
      refetchInterval: () => 5000,
    }).subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(10);
    setLiveState("paused");
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toBe(2);
    stop();
  });
});
