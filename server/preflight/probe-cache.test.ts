import { describe, expect, it } from "vitest";
import { createProbeCache, type FinishedProbe } from "./probe-cache.ts";

function setUp() {
  let nowMs = 1000;
  const cache = createProbeCache<number>({ now: () => nowMs, ttlMs: 60, failedTtlMs: 10 });
  let runs = 0;
  const answer = (): FinishedProbe<number> => ({ kind: "done", value: ++runs, atMs: nowMs, commands: [] });
  return {
    cache,
    pass: (ms: number) => {
      nowMs += ms;
    },
    now: () => nowMs,
    run: async () => answer(),
    /** A run that ends when told to. */
    slow() {
      const { promise, resolve } = Promise.withResolvers<void>();
      return { run: () => promise.then(answer), end: () => resolve() };
    },
    runs: () => runs,
  };
}

describe("results of probes", () => {
  it("are pending until there is one, and again when it is too old", async () => {
    const { cache, run, pass, now } = setUp();
    expect(cache.get("a").kind).toBe("pending");
    await cache.ensure("a", now(), run);
    expect(cache.get("a")).toMatchObject({ kind: "done", value: 1 });
    pass(61);
    expect(cache.get("a").kind).toBe("pending");
  });

  it("are shown longer than they count, where a new run may take its time", async () => {
    let nowMs = 0;
    const cache = createProbeCache<number>({ now: () => nowMs, ttlMs: 60, failedTtlMs: 10, keepMs: 600 });
    let runs = 0;
    const run = async (): Promise<FinishedProbe<number>> => ({ kind: "done", value: ++runs, atMs: nowMs, commands: [] });
    await cache.ensure("a", 0, run);
    nowMs = 500;
    expect(cache.get("a")).toMatchObject({ value: 1 });
    expect(cache.startedAtMs("a")).toBe(Number.NEGATIVE_INFINITY);
    await cache.ensure("a", 0, run);
    expect(cache.get("a")).toMatchObject({ value: 2, atMs: 500 });
    nowMs = 1_101;
    expect(cache.get("a").kind).toBe("pending");
  });

  it("that began before the moment asked for are not given out, though a newer run is under way", async () => {
    const { cache, run, slow, pass, now } = setUp();
    await cache.ensure("a", now(), run);
    pass(5);
    const freshFrom = now();
    expect(cache.get("a")).toMatchObject({ value: 1 });
    expect(cache.get("a", freshFrom).kind).toBe("pending");
    const { run: late, end } = slow();
    const running = cache.ensure("a", freshFrom, late);
    expect(cache.get("a", freshFrom).kind).toBe("pending");
    end();
    await running;
    expect(cache.get("a", freshFrom)).toMatchObject({ value: 2 });
  });

  it("run once for all who ask at the same time", async () => {
    const { cache, slow, now, runs } = setUp();
    const { run, end } = slow();
    const both = Promise.all([cache.ensure("a", now(), run), cache.ensure("a", now(), run)]);
    end();
    expect((await both).map((result) => result.kind === "done" && result.value)).toEqual([1, 1]);
    expect(runs()).toBe(1);
  });

  it("of a run that began too early do not count: it is waited for, then run anew", async () => {
    const { cache, slow, run, pass, now } = setUp();
    const early = slow();
    const first = cache.ensure("a", now(), early.run);
    pass(5);
    const fresh = cache.ensure("a", now(), run);
    early.end();
    expect(await first).toMatchObject({ value: 1 });
    expect(await fresh).toMatchObject({ value: 2 });
  });

  it("at hand are taken when they are recent enough", async () => {
    const { cache, run, pass, now, runs } = setUp();
    await cache.ensure("a", now(), run);
    pass(20);
    await cache.ensure("a", now() - 30, run);
    expect(runs()).toBe(1);
    await cache.ensure("a", now(), run);
    expect(runs()).toBe(2);
  });

  it("without an answer are tried again soon, and an error is a failure with its words", async () => {
    const { cache, run, pass, now } = setUp();
    const result = await cache.ensure("a", now(), () => Promise.reject(new Error("broken")));
    expect(result).toMatchObject({ kind: "failed", why: { values: { reason: "broken" } } });
    pass(11);
    expect(cache.get("a").kind).toBe("pending");
    expect(await cache.ensure("a", now() - 100, run)).toMatchObject({ kind: "done" });
  });

  it("of a host that went away are forgotten, also those still under way", async () => {
    const { cache, slow, now } = setUp();
    const { run, end } = slow();
    const running = cache.ensure("h_1 h_2", now(), run);
    cache.forget((key) => key.includes("h_1"));
    end();
    await running;
    expect(cache.get("h_1 h_2").kind).toBe("pending");
  });
});
