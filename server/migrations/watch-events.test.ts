import { describe, expect, it } from "vitest";
import type { Side } from "./active.ts";
import { type Hints, noHints } from "./hints.ts";
import { readHint } from "./watch-events.ts";

const hear = (...details: string[]): Hints => hearAll(...details.map((detail) => ["source", detail] as const));
const hearAll = (...events: (readonly [Side, string])[]): Hints => {
  const hints = noHints();
  for (const [atMs, [side, detail]] of events.entries()) readHint(hints, side, { kind: "lifecycle", detail, atMs });
  return hints;
};

describe("readHint, in libvirt's words", () => {
  it("knows the first stop for migration", () => {
    expect(hear("Resumed Unpaused", "Suspended Migrated", "Suspended Migrated").stoppedAtMs).toBe(1);
  });
  it("does not take a suspension by somebody for it", () => {
    expect(hear("Suspended Paused")).toEqual(noHints());
  });
  it.each(["Stopped Migrated", "Stopped Failed", "Undefined Removed", "Resumed Migrated"])("sees the end in %s", (detail) => {
    expect(hear(detail).ending).toBe(true);
  });
  it("does not take what the destination does for the end", () => {
    expect(hearAll(["destination", "Resumed Migrated"], ["destination", "Stopped Failed"])).toEqual(noHints());
  });
  it("sees the end in job-completed, with libvirt's closing figures", () => {
    const hints = noHints();
    readHint(hints, "source", { kind: "job-completed", detail: "operation: 5\n\ttime_elapsed: 14518\n\tdowntime: 8", atMs: 1 });
    expect(hints).toMatchObject({ ending: true, completed: { measuredDowntimeMs: 8, timeElapsedMs: 14_518 } });
  });
  it("tells the switch to post-copy from the stop that comes before it", () => {
    const hints = hear("Suspended Migrated", "Suspended Post-copy");
    expect(hints).toMatchObject({ stoppedAtMs: null, postCopyAtMs: 1, postCopyFailed: false });
  });
  it.each([
    ["the source", [["source", "Suspended Post-copy Error"]], true],
    ["the destination", [["destination", "Resumed Post-copy Error"]], true],
    [
      "a recovery",
      [
        ["destination", "Resumed Post-copy Error"],
        ["destination", "Resumed Post-copy"],
      ],
      false,
    ],
  ] as const)("hears of a broken post-copy from %s", (_, events, failed) => {
    expect(hearAll(["source", "Suspended Post-copy"], ...events).postCopyFailed).toBe(failed);
  });
});
