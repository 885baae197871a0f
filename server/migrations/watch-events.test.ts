import { describe, expect, it } from "vitest";
import { type Hints, readHint } from "./watch-events.ts";

const hear = (...details: string[]): Hints => {
  const hints: Hints = { switchoverAtMs: null, ending: false };
  for (const [atMs, detail] of details.entries()) readHint(hints, { kind: "lifecycle", detail, atMs });
  return hints;
};

describe("readHint, in libvirt's words", () => {
  it("knows the switch by the first suspension for migration", () => {
    expect(hear("Resumed Unpaused", "Suspended Migrated", "Suspended Migrated").switchoverAtMs).toBe(1);
  });
  it("does not take a suspension by somebody for the switch", () => {
    expect(hear("Suspended Paused")).toEqual({ switchoverAtMs: null, ending: false });
  });
  it.each(["Stopped Migrated", "Stopped Failed", "Undefined Removed", "Resumed Migrated"])("sees the end in %s", (detail) => {
    expect(hear(detail).ending).toBe(true);
  });
  it("sees the end in job-completed", () => {
    const hints: Hints = { switchoverAtMs: null, ending: false };
    readHint(hints, { kind: "job-completed", detail: "", atMs: 1 });
    expect(hints.ending).toBe(true);
  });
});
