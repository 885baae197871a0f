import { describe, expect, it } from "vitest";
import { createLifecycle } from "./lifecycle.ts";
import { createReadiness } from "./readiness.ts";

const never = () => new Promise<never>(() => undefined);
const parts = (change: Partial<Parameters<typeof createReadiness>[0]> = {}) => ({
  lifecycle: { state: () => "ready" as const },
  askDatabase: async () => undefined,
  readOnly: () => false,
  hostsLoaded: () => true,
  ...change,
});

describe("readiness", () => {
  it.each([
    ["all is well", {}, "ok", { process: "ready", database: "ok", hosts: "loaded" }],
    ["the start is not complete", { lifecycle: { state: () => "starting" as const } }, "unavailable", { process: "starting" }],
    ["it stops", { lifecycle: { state: () => "stopping" as const } }, "unavailable", { process: "stopping" }],
    ["hosts are not loaded", { hostsLoaded: () => false }, "unavailable", { hosts: "loading" }],
    ["the database refuses", { askDatabase: () => Promise.reject(new Error("gone")) }, "unavailable", { database: "silent" }],
    ["nothing can be written, but read", { readOnly: () => true }, "ok", { database: "read-only" }],
  ])("when %s", async (_, change, status, told) => {
    const found = await createReadiness(parts(change))();
    expect(found.status).toBe(status);
    expect(found.parts).toMatchObject(told);
  });

  it("does not wait longer than 2 s for a database that hangs", async () => {
    const begun = performance.now();
    const found = await createReadiness(parts({ askDatabase: never }))();
    expect(found.parts.database).toBe("silent");
    expect(performance.now() - begun).toBeLessThan(2_500);
  });

  it("asks the database once for many who ask at once", async () => {
    let asked = 0;
    const ready = createReadiness(
      parts({
        askDatabase: async () => {
          asked += 1;
        },
      }),
    );
    await Promise.all(Array.from({ length: 50 }, () => ready()));
    expect(asked).toBe(1);
  });
});

describe("the life of a server", () => {
  it("never comes back from stopping", () => {
    const lifecycle = createLifecycle();
    expect(lifecycle.state()).toBe("starting");
    lifecycle.set("stopping");
    lifecycle.set("ready");
    expect(lifecycle.state()).toBe("stopping");
  });

  it("waits for what is under way, however often its end is told, and not for ever", async () => {
    const lifecycle = createLifecycle();
    expect(await lifecycle.drained(10)).toBe(0);
    const [first, second] = [lifecycle.begin(), lifecycle.begin()];
    first();
    first();
    expect(lifecycle.underWay()).toBe(1);
    expect(await lifecycle.drained(10)).toBe(1);
    const drained = lifecycle.drained(5_000);
    second();
    expect(await drained).toBe(0);
  });
});
