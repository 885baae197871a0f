import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LabStatus, labExec, labStatus } from "../../lab/client.ts";
import { type HostId, hostId } from "../../lib/core/model/ids.ts";
import { processFor } from "../cluster/rendezvous.ts";
import { connectEvents } from "../cluster/test-support/connect-events.ts";
import type { ProcessBook, ProcessIdentity } from "../cluster/types.ts";
import { createServerEvents, type ServerEvents } from "../events.ts";
import { memoryStore } from "./test-support/memory-store.ts";
import { type RunningInventory, startInventory } from "./test-support/start-inventory.ts";

const GUEST = "7a6b0001-0000-4000-8000-000000000006";
const BETWEEN = ["host:registered", "host:removed", "host:retry", "host:told", "host:asked", "host:read-here"] as const;

interface Process {
  readonly me: ProcessIdentity;
  readonly events: ServerEvents;
  readonly run: RunningInventory;
  /** Hosts on which it ran the collector's first command, "list", since this was cleared. */
  readonly listed: HostId[];
}

const ALL: readonly ProcessIdentity[] = ["a", "b", "c"].map((id) => ({ id, name: id }));
/** Who is alive, in the eyes of all three. */
let living = ALL;
const listeners = new Set<() => void>();
/** Ends a process as kill -9 does: nothing of it is heard any more. */
const cut = new Set<ServerEvents>();
const three: Process[] = [];
let lab: LabStatus;

const bookOf = (me: ProcessIdentity): ProcessBook => ({
  me,
  live: () => (living.includes(me) ? living : [...living, me]),
  onChange(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  start: async () => undefined,
  stop: async () => undefined,
});

beforeAll(async () => {
  lab = await labStatus();
  const memory = memoryStore();
  const events = ALL.map(() => createServerEvents());
  connectEvents(events, BETWEEN, cut);
  for (const [index, me] of ALL.entries()) {
    const listed: HostId[] = [];
    const mine = events[index] ?? createServerEvents();
    const onVirsh = (id: HostId, args: readonly string[]) => {
      if (args[0] === "list") listed.push(id);
    };
    const run = await startInventory(lab, memory, { processes: bookOf(me), events: mine, onVirsh });
    three.push({ me, events: mine, run, listed });
  }
  for (const { name } of lab.hosts) await three[0]?.run.add(name);
});
afterAll(async () => {
  for (const { run } of three) await run.stop();
  await labExec("hv2", ["virsh", "-q", "-c", "qemu:///system", "resume", GUEST]);
});

const idOf = (name: string): HostId =>
  three[0]?.run.inventory.snapshots().find(({ registration }) => registration.name === name)?.registration.id ?? hostId("h_none");
const stateIn = (process: Process) =>
  process.run.inventory.snapshot(idOf("hv2"))?.domains.find(({ uuid }) => uuid === GUEST)?.state;
const readerOf = (id: HostId): string => processFor(living, id).id;
const virsh = (...args: string[]) => labExec("hv2", ["virsh", "-q", "-c", "qemu:///system", ...args]);

describe("three processes with the lab's hosts", () => {
  it("show all that was added in one of them, each read by one alone", async () => {
    for (const { run } of three) {
      await expect
        .poll(() => run.inventory.snapshots().map(({ state, domains }) => [state, domains.length > 0]), { timeout: 10_000 })
        .toEqual(lab.hosts.map(() => ["online", true]));
    }
    for (const { listed } of three) listed.splice(0);
    // Longer than the longest pause between two reconciliations.
    await sleep(13_000);
    for (const { registration } of three[0]?.run.inventory.snapshots() ?? []) {
      const readers = three.filter(({ listed }) => listed.includes(registration.id)).map(({ me }) => me.id);
      expect(readers).toEqual([readerOf(registration.id)]);
    }
  });

  it("show a change on a host soon, whoever reads it", async () => {
    await virsh("suspend", GUEST);
    const began = performance.now();
    await expect.poll(() => three.map(stateIn), { timeout: 10_000, interval: 10 }).toEqual(["paused", "paused", "paused"]);
    console.info(`a suspended VM was shown by all three after ${Math.round(performance.now() - began)} ms`);
    await virsh("resume", GUEST);
    await expect.poll(() => three.map(stateIn), { timeout: 10_000 }).toEqual(["running", "running", "running"]);
  });

  it("agree with a host when one that does not read it reads it for itself", async () => {
    const other = three.find(({ me }) => me.id !== readerOf(idOf("hv2")));
    const read = await other?.run.inventory.refresh(idOf("hv2"));
    expect(read?.state).toBe("online");
    expect(read?.domains.find(({ uuid }) => uuid === GUEST)?.state).toBe("running");
    await virsh("suspend", GUEST);
    await expect.poll(() => three.map(stateIn), { timeout: 10_000 }).toEqual(["paused", "paused", "paused"]);
    await virsh("resume", GUEST);
  });

  it("go on reading the hosts of one that is dead, and the rest as before", async () => {
    const dead = three.find(({ me }) => me.id === readerOf(idOf("hv2")));
    if (!dead) throw new Error("nobody reads hv2");
    const others = three.filter((process) => process !== dead);
    cut.add(dead.events);
    await virsh("suspend", GUEST);
    living = living.filter(({ id }) => id !== dead.me.id);
    for (const listener of [...listeners]) listener();
    const began = performance.now();
    await expect.poll(() => others.map(stateIn), { timeout: 5_000, interval: 10 }).toEqual(["paused", "paused"]);
    console.info(
      `what a dead process read was read by another ${Math.round(performance.now() - began)} ms after its death was known`,
    );
    expect(others.map(({ run }) => run.inventory.snapshots().map(({ state }) => state))).toEqual(
      Array(2).fill(lab.hosts.map(() => "online")),
    );
  });

  it("forget a host that was removed in one", async () => {
    const [one, two] = three.filter(({ events }) => !cut.has(events));
    const removed = idOf("hv3");
    await one?.run.inventory.remove(removed);
    await expect.poll(() => two?.run.inventory.snapshot(removed)).toBeUndefined();
  });
});
