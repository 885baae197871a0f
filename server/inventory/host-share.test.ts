import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { type DomainUuid, domainUuid } from "../../lib/core/model/ids.ts";
import { connectEvents } from "../cluster/test-support/connect-events.ts";
import { createServerEvents, type ServerEvents } from "../events.ts";
import { aHost } from "../test-support/records.ts";
import type { Collector } from "./collector.ts";
import { createHostBook, type HostBook } from "./host-book.ts";
import { type HostShare, shareHost } from "./host-share.ts";

const X = domainUuid("7a6b0001-0000-4000-8000-000000000001");
const Y = domainUuid("7a6b0001-0000-4000-8000-000000000002");
/** What is on the host: the state of each VM, as far as these tests go. */
let host: Map<DomainUuid, Domain["state"]>;
const domain = (uuid: DomainUuid, state: Domain["state"]) =>
  ({ uuid, name: uuid.slice(-1), state, disks: [] }) as unknown as Domain;

interface Side {
  readonly id: string;
  readonly events: ServerEvents;
  readonly book: HostBook;
  readonly share: HostShare;
  readonly shown: HostSnapshot[];
  readonly saved: HostSnapshot[];
  /** Of its own readings. */
  reads: number;
  /** Keeps readings from ending. */
  gate: Promise<void>;
  linkUp: boolean;
  see(uuid: DomainUuid): Domain["state"] | undefined;
  readAndPublish(): void;
}

/** One process's part, with a collector that reads the map above. */
function side(id: string): Side {
  const events = createServerEvents();
  const shown: HostSnapshot[] = [];
  const saved: HostSnapshot[] = [];
  events.on("host:state", (snapshot) => shown.push(snapshot));
  const announce = (snapshot: HostSnapshot, changed: boolean) => {
    events.emit("host:state", snapshot);
    share.announced(snapshot, changed);
  };
  const book = createHostBook({ registration: aHost(), stored: undefined, now: () => Date.now(), announce });
  const readAndPublish = () => {
    self.reads += 1;
    for (const [uuid, state] of host) book.setDomain(domain(uuid, state));
    for (const { uuid } of book.snapshot().domains) if (!host.has(uuid)) book.removeDomain(uuid);
    book.publish();
  };
  const collector: Collector = {
    async refresh(only) {
      if (!self.linkUp) return false;
      await self.gate;
      if (only) {
        self.reads += 1;
        book.setDomain(domain(only, host.get(only) ?? "no-state"));
        book.publish();
      } else readAndPublish();
      return true;
    },
    async begin() {
      if (!self.linkUp) return;
      book.setStatus("online", null);
      readAndPublish();
    },
    pause: () => undefined,
    redescribe: () => undefined,
    stop: () => undefined,
  };
  const saver = {
    offer: (snapshot: HostSnapshot) => void saved.push(snapshot),
    flush: async () => undefined,
    drop: () => undefined,
  };
  const share = shareHost({ me: id, hostId: aHost().id, book, collector, saver, events, tells: true });
  events.on("host:told", share.onTold);
  events.on("host:read-here", share.onReadHere);
  events.on("host:asked", share.tell);
  const see = (uuid: DomainUuid) => book.snapshot().domains.find((one) => one.uuid === uuid)?.state;
  const self: Side = {
    id,
    events,
    book,
    share,
    shown,
    saved,
    reads: 0,
    gate: Promise.resolve(),
    linkUp: true,
    see,
    readAndPublish,
  };
  return self;
}

let a: Side;
let b: Side;
let c: Side;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const readBy = (one: Side, by: readonly Side[] = [a, b, c]) => {
  for (const each of by) each.share.setReader(one.id);
};

beforeEach(() => {
  vi.useFakeTimers();
  host = new Map([
    [X, "running"],
    [Y, "running"],
  ]);
  [a, b, c] = [side("a"), side("b"), side("c")];
  connectEvents([a.events, b.events, c.events], ["host:told", "host:read-here", "host:asked"]);
});
afterEach(() => vi.useRealTimers());

describe("a host that three processes share", () => {
  it("is read and saved by one, shown by all, under revisions that rise", async () => {
    readBy(a);
    await pass(300);
    for (const state of ["paused", "running", "paused"] as const) {
      host.set(X, state);
      a.readAndPublish();
      await pass(300);
    }
    expect([a, b, c].map((one) => [one.see(X), one.book.snapshot().state])).toEqual(Array(3).fill(["paused", "online"]));
    expect([a.reads, b.reads, c.reads]).toEqual([4, 0, 0]);
    expect([a.saved.length > 0, b.saved.length, c.saved.length]).toEqual([true, 0, 0]);
    for (const { shown } of [a, b, c]) {
      const revisions = shown.map(({ revision }) => revision);
      expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
    }
    // A page that comes from a to b must not take b's for older than what it has.
    expect(b.book.snapshot().revision).toBeGreaterThanOrEqual(a.book.snapshot().revision);
  });

  it("is told five times a second at most, and the last state always", async () => {
    readBy(a);
    await pass(300);
    const told: number[] = [];
    b.events.on("host:told", () => told.push(Date.now()));
    for (let turn = 0; turn < 100; turn++) {
      host.set(X, turn % 2 ? "paused" : "running");
      a.readAndPublish();
      await pass(10);
    }
    host.set(X, "shut-off");
    a.readAndPublish();
    await pass(300);
    expect(told.length).toBeLessThanOrEqual(7);
    expect(c.see(X)).toBe("shut-off");
  });

  it("is read at once by the next one, and the word of the one before counts no more", async () => {
    readBy(a);
    await pass(300);
    host.set(X, "paused");
    readBy(b, [b, c]);
    await pass(300);
    expect([b.see(X), c.see(X)]).toEqual(["paused", "paused"]);
    // a still thinks that it reads, and has something old to say.
    host.set(X, "running");
    a.readAndPublish();
    host.set(X, "paused");
    await pass(300);
    expect([b.see(X), c.see(X)]).toEqual(["paused", "paused"]);
    readBy(b, [a]);
    a.events.emit("host:asked", [aHost().id]);
    await pass(300);
    expect(a.see(X)).toBe("paused");
  });

  it("does not fall back to connecting everywhere while its next reader connects", async () => {
    readBy(a);
    await pass(300);
    // A process that was just started: its book is empty.
    const d = side("d");
    d.linkUp = false;
    connectEvents([d.events, a.events, b.events], ["host:told", "host:read-here", "host:asked"]);
    readBy(d, [a, b, d]);
    a.events.emit("host:asked", [aHost().id]);
    await pass(1_000);
    expect([a, b].map((one) => one.book.snapshot().state)).toEqual(["online", "online"]);
    d.book.setStatus("unreachable", { code: "connection-timeout", detail: "x", sinceMs: 1 });
    d.book.publish();
    await pass(300);
    expect([a, b].map((one) => one.book.snapshot().state)).toEqual(["unreachable", "unreachable"]);
  });

  it("is told to one that came later and asks", async () => {
    readBy(a, [a, b]);
    await pass(300);
    expect(c.see(X)).toBeUndefined();
    c.share.setReader("a");
    c.events.emit("host:asked", null);
    await pass(300);
    expect(c.see(X)).toBe("running");
  });
});

describe("a refresh by who does not read the host", () => {
  beforeEach(async () => {
    readBy(a);
    await pass(300);
  });

  it("reads here, and what was read is not undone by an older word", async () => {
    host.set(X, "paused");
    // The reader is slow, and speaks of something else before it has read X.
    let open: () => void = () => undefined;
    a.gate = new Promise((resolve) => {
      open = resolve;
    });
    await b.share.refresh(X);
    expect(b.see(X)).toBe("paused");
    a.book.setDomain(domain(Y, "shut-off"));
    a.book.publish();
    await pass(300);
    expect([a.see(X), b.see(X), b.see(Y)]).toEqual(["running", "paused", "shut-off"]);
    open();
    await pass(300);
    expect([a, b, c].map((one) => one.see(X))).toEqual(["paused", "paused", "paused"]);
    host.set(X, "running");
    a.readAndPublish();
    await pass(300);
    expect(b.see(X)).toBe("running");
  });

  it("of everything stands until the reader has read everything", async () => {
    host.delete(Y);
    let open: () => void = () => undefined;
    a.gate = new Promise((resolve) => {
      open = resolve;
    });
    await b.share.refresh();
    expect(b.see(Y)).toBeUndefined();
    a.book.setDomain(domain(X, "shut-off"));
    a.book.publish();
    await pass(300);
    expect([b.see(X), b.see(Y)]).toEqual(["running", undefined]);
    open();
    await pass(300);
    expect([a, b, c].map((one) => [one.see(X), one.see(Y)])).toEqual(Array(3).fill(["running", undefined]));
  });

  it("that the reader never answers gives way after ten seconds", async () => {
    host.set(X, "paused");
    a.gate = new Promise(() => undefined);
    await b.share.refresh(X);
    await pass(11_000);
    // The reader still says "running": it is what is shown everywhere, by the one rule.
    expect(b.see(X)).toBe("running");
  });

  it("waits for the reader's reading where there is no way to the host from here", async () => {
    b.linkUp = false;
    host.set(X, "paused");
    const done = vi.fn();
    void b.share.refresh(X).then(() => done(b.see(X)));
    await pass(250);
    expect(done).toHaveBeenCalledWith("paused");
    expect(b.book.snapshot().state).toBe("online");
  });

  it("does not wait for ever", async () => {
    b.linkUp = false;
    a.gate = new Promise(() => undefined);
    const done = vi.fn();
    void b.share.refresh().then(done);
    await pass(5_100);
    expect(done).toHaveBeenCalled();
  });
});
