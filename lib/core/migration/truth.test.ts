import { describe, expect, it } from "vitest";
import type { SideTruth } from "../model/migration.ts";
import { sideOf } from "./test-support/records.ts";
import { judgeTruth } from "./truth.ts";

const absent = sideOf("absent");
const away = sideOf("unreachable");
const off = sideOf("shut-off", "migrated");
const running = sideOf("running", "booted");
const arrived = sideOf("running", "migrated");
const back = sideOf("running", "migration canceled");
const userPaused = sideOf("paused", "user");
const migrating = sideOf("paused", "migrating");
const sent = sideOf("paused", "migrated");
const postCopyDead = sideOf("paused", "post-copy failed");
const postCopyHalf = sideOf("running", "post-copy failed");
const busy = (side: SideTruth): SideTruth => ({ ...side, jobActive: true });

describe("judgeTruth", () => {
  it.each([
    ["moved", absent, arrived],
    ["moved", off, arrived],
    ["moved-paused", absent, userPaused],
    ["stayed", running, absent],
    ["stayed", back, sideOf("shut-off", "unknown")],
    ["stayed", userPaused, absent],
    ["stopped", off, absent],
    ["stopped", sideOf("shut-off", "destroyed"), absent],
    ["stopped", absent, sideOf("shut-off", "shutdown")],
    ["lost", absent, absent],
    ["split-brain", running, arrived],
    ["split-brain", userPaused, arrived],
    ["split-brain", running, userPaused],
    ["needs-attention", sent, arrived],
    ["needs-attention", migrating, absent],
    ["needs-attention", sideOf("paused", null), absent],
    ["needs-attention", migrating, migrating],
    ["needs-attention", userPaused, userPaused],
    ["needs-attention", running, migrating],
    ["needs-attention", absent, migrating],
    ["needs-attention", postCopyDead, postCopyHalf],
    ["needs-attention", postCopyDead, absent],
    ["needs-attention", postCopyDead, arrived],
    ["needs-attention", sideOf("paused", "post-copy"), sideOf("running", "post-copy")],
    ["needs-attention", absent, sideOf("running", "post-copy")],
    ["needs-attention", absent, postCopyHalf],
    ["needs-attention", off, postCopyHalf],
    ["needs-attention", busy(running), absent],
    ["needs-attention", absent, busy(arrived)],
    ["unknown", away, arrived],
    ["unknown", running, away],
    ["unknown", away, away],
  ] as const)("%s", (verdict, source, destination) => {
    expect(judgeTruth(source, destination)).toBe(verdict);
  });

  it("is never good news when a host is silent", () => {
    for (const side of [absent, off, running, arrived, userPaused, migrating]) {
      expect(judgeTruth(side, away)).toBe("unknown");
      expect(judgeTruth(away, side)).toBe("unknown");
    }
  });
});
