import { describe, expect, it } from "vitest";
import type { ActiveMigration } from "./active.ts";
import { endPing } from "./ping.ts";

/** A guest that answered for the last time so long before the check, ms; `goesOn`: it goes on answering. */
function pinged(lastBeforeMs: number, goesOn: boolean): ActiveMigration {
  const lastAt = performance.now() - lastBeforeMs;
  const ping = {
    silentForMs: () => (goesOn ? 0 : performance.now() - lastAt),
    longestGapMs: () => 59,
    stop: async () => undefined,
  };
  return { ping } as unknown as ActiveMigration;
}
const oksOf = async (active: ActiveMigration) => (await endPing(active, "moved")).items.map(({ ok }) => ok);

describe("the guest's network after a move", () => {
  it("is there when the guest answers now", async () => {
    expect(await oksOf(pinged(200, true))).toEqual([true]);
  });

  it("is not there when the last answer came a moment ago: the source gave that one", async () => {
    expect(await oksOf(pinged(200, false))).toEqual([false]);
  });
});
