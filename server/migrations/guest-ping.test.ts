import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startPing } from "./guest-ping.ts";

const hasPing = ["/bin/ping", "/usr/bin/ping"].some((path) => existsSync(path));

describe("startPing", () => {
  it.skipIf(!hasPing)("measures silences between answers, and leaves nothing behind", async () => {
    const said: string[] = [];
    const ping = startPing("127.0.0.1", (words) => said.push(words));
    expect(ping.longestGapMs()).toBeNull();
    await expect.poll(() => ping.silentForMs(), { timeout: 5_000 }).not.toBeNull();
    await sleep(700);
    expect(ping.longestGapMs()).toBeGreaterThan(0);
    expect(ping.longestGapMs()).toBeLessThan(5_000);
    await ping.stop();
    await ping.stop();
    expect(said).toEqual([]);
    expect(ping.silentForMs()).not.toBeNull();
    // Nobody answers any more: the silence that goes on counts.
    await sleep(600);
    expect(ping.longestGapMs()).toBeGreaterThanOrEqual(550);
  });

  it.each(["-f", "guest.example", "10.0.0.1 -f", ""])("does not ping %j", (address) => {
    expect(() => startPing(address, () => undefined)).toThrow(RangeError);
  });
});
