import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HostRegistration } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { createServerEvents, type ServerEvents } from "../events.ts";
import type { HostLinks } from "../libvirt/host-link.ts";
import { aHost } from "../test-support/records.ts";
import { createHostBook } from "./host-book.ts";
import type { HostEntry } from "./host-entry.ts";
import { keepInStep } from "./keep-in-step.ts";
import type { Registry } from "./registry.ts";
import { type MemoryStore, memoryStore } from "./test-support/memory-store.ts";

let events: ServerEvents;
let registry: Registry;
let memory: MemoryStore;
let replaced: HostRegistration[];
let end: () => void;
const one = aHost("h_one");
const two = aHost("h_two");
const repinned = { ...one, hostKey: { ...one.hostKey, fingerprint: "SHA256:other" } };

const open = (registration: HostRegistration): HostEntry => {
  const book = createHostBook({ registration, stored: undefined, now: Date.now, announce: () => undefined });
  const entry = { book } as unknown as HostEntry;
  registry.set(registration.id, entry);
  return entry;
};

beforeEach(() => {
  vi.useFakeTimers();
  events = createServerEvents();
  registry = new Map();
  memory = memoryStore();
  replaced = [];
  const links = { replace: (registration: HostRegistration) => void replaced.push(registration) } as unknown as HostLinks;
  const processes = { me: { id: "a", name: "a" } } as never;
  const parts = {
    store: memory.store,
    links,
    events,
    processes,
    logger: pino({ level: "silent" }),
    now: Date.now,
    newId: () => "",
  };
  const drop = async (id: HostId) => void registry.delete(id);
  end = keepInStep(parts, { registry, open, drop });
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

const pinned = () => registry.get(one.id)?.book.snapshot().registration.hostKey.fingerprint;

describe("hosts that another process changes", () => {
  it("come, get another key, and go with its words", async () => {
    events.hear("host:registered", one);
    await vi.waitFor(() => expect([...registry.keys()]).toEqual([one.id]), 10_000);
    events.hear("host:registered", one);
    events.hear("host:registered", repinned);
    await vi.waitFor(() => expect(pinned()).toBe("SHA256:other"), 10_000);
    expect(replaced).toEqual([repinned]);
    events.hear("host:removed", one.id);
    await vi.waitFor(() => expect(registry.size).toBe(0), 10_000);
  });

  it.each([
    ["after words were missed", () => events.hear("missed")],
    ["within about a minute anyway", () => vi.advanceTimersByTime(66_000)],
  ])("are as the store has them %s", async (_, happen) => {
    const removed: HostId[] = [];
    const forwarded: HostId[] = [];
    events.on("host:removed", (id) => removed.push(id));
    events.own.on("host:removed", (id) => forwarded.push(id));
    open(one);
    open(two);
    memory.hosts.set(one.id, repinned);
    const three = aHost("h_three");
    memory.hosts.set(three.id, three);
    happen();
    await vi.waitFor(() => expect([...registry.keys()]).toEqual([one.id, three.id]), 10_000);
    expect(pinned()).toBe("SHA256:other");
    expect(removed).toEqual([two.id]);
    expect(forwarded).toEqual([]);
  });

  it("are not lost when they are added here while the store is asked", async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    memory.store.hosts.list = async () => {
      await asked;
      return [];
    };
    events.hear("missed");
    await Promise.resolve();
    await Promise.resolve();
    open(one);
    answer();
    await vi.advanceTimersByTimeAsync(10);
    expect([...registry.keys()]).toEqual([one.id]);
  });
});
