import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { hostId } from "../../lib/core/model/ids.ts";
import { labDomain, labHost } from "../../lib/core/preflight/test-support/lab.ts";
import { createServerEvents } from "../events.ts";
import { createChangeTeller } from "./change-teller.ts";
import { createProbeRounds } from "./probe-rounds.ts";
import { windowOf } from "./window.ts";

const web01 = labDomain("web01");
const db02 = labDomain("db02");

function setUp(destinations = 2) {
  const hosts: HostSnapshot[] = [
    { ...labHost("hv1"), domains: [web01, db02] },
    ...Array.from({ length: destinations }, (_, number) => {
      const host = labHost("hv2");
      return { ...host, registration: { ...host.registration, id: hostId(`h_d${number}`) } };
    }),
  ];
  const pairs: string[] = [];
  const asked: string[] = [];
  const open: (() => void)[] = [];
  let held = false;
  let failing = false;
  const work = () => (held ? new Promise<void>((resolve) => open.push(resolve)) : Promise.resolve());
  const events = createServerEvents();
  const told: string[][] = [];
  events.on("preflight:changed", (changed) => told.push(changed.map((pair) => pair.join(" "))));
  const rounds = createProbeRounds({
    inventory: {
      snapshots: () => hosts,
      snapshot: (id) => hosts.find(({ registration }) => registration.id === id),
      refresh: () => Promise.reject(new Error("not asked for")),
    },
    now: Date.now,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined },
    probePair: ({ source, destination }) => {
      pairs.push(`${source.registration.id} ${destination.registration.id}`);
      return work();
    },
    probeDomains: (_pair, domains) => {
      asked.push(domains.map(({ name }) => name).join(" "));
      return work();
    },
    hasFailed: () => failing,
    onEnd: createChangeTeller(events),
  });
  return {
    pairs,
    asked,
    told,
    want: (...domains: (typeof web01)[]) => rounds.want(windowOf(hosts, { domainUuids: domains.map(({ uuid }) => uuid) })),
    forget: (id: string) => rounds.forgetHost(hostId(id)),
    hold: () => {
      held = true;
    },
    fail: () => {
      failing = true;
    },
    release: async () => {
      for (const end of open.splice(0)) end();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("the rounds of the matrix", () => {
  it("ask once for a pair, however many VMs and however often somebody looks", async () => {
    const { want, pairs, asked, told } = setUp();
    want(web01, db02);
    want(web01, db02);
    await vi.advanceTimersByTimeAsync(300);
    want(web01);
    await vi.advanceTimersByTimeAsync(30_000);
    want(web01, db02);
    expect(pairs).toEqual(["h_hv1 h_d0", "h_hv1 h_d1"]);
    expect(asked).toEqual(["web01 db02", "web01 db02"]);
    expect(told).toEqual([["h_hv1 h_d0", "h_hv1 h_d1"]]);
  });

  it("ask for a VM that comes onto the screen later, and for nobody else", async () => {
    const { want, asked } = setUp(1);
    want(web01);
    await vi.advanceTimersByTimeAsync(300);
    want(web01, db02);
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toEqual(["web01", "db02"]);
  });

  it("ask again when somebody looks after a while, sooner where there was no answer", async () => {
    const { want, pairs, fail } = setUp(1);
    want(web01);
    await vi.advanceTimersByTimeAsync(46_000);
    expect(pairs).toHaveLength(1);
    fail();
    want(web01);
    await vi.advanceTimersByTimeAsync(16_000);
    want(web01);
    expect(pairs).toHaveLength(3);
  });

  it("ask a slow fleet with pauses, so that it is not busy answering all the time", async () => {
    const { want, pairs, hold, release } = setUp(1);
    hold();
    want(web01);
    await vi.advanceTimersByTimeAsync(60_000);
    await release();
    want(web01);
    await vi.advanceTimersByTimeAsync(100_000);
    want(web01);
    expect(pairs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100_000);
    want(web01);
    expect(pairs).toHaveLength(2);
  });

  it("are bounded: a few pairs of one source at once, the rest as they end", async () => {
    const { want, pairs, hold, release } = setUp(10);
    hold();
    want(web01);
    expect(pairs).toHaveLength(4);
    await release();
    expect(pairs).toHaveLength(8);
    await release();
    expect(pairs).toHaveLength(10);
  });

  it("leave out what nobody looks at any more", async () => {
    const { want, pairs, hold, release } = setUp(10);
    hold();
    want(web01);
    await vi.advanceTimersByTimeAsync(61_000);
    await release();
    expect(pairs).toHaveLength(4);
    want(web01);
    await release();
    await release();
    expect(new Set(pairs).size).toBe(10);
  });

  it("begin anew with a host that was away", async () => {
    const { want, pairs, forget } = setUp(2);
    want(web01);
    await vi.advanceTimersByTimeAsync(300);
    forget("h_d1");
    want(web01);
    expect(pairs).toEqual(["h_hv1 h_d0", "h_hv1 h_d1", "h_hv1 h_d1"]);
  });
});
