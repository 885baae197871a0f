import { describe, expect, it } from "vitest";
import { outsideChange } from "./outside-change.ts";
import { queuedRecord } from "./test-support/records.ts";

const seen = (side: "source" | "destination", kind: string, detail = "", change: Parameters<typeof queuedRecord>[0] = {}) =>
  outsideChange({ kind, detail }, side, queuedRecord(change))?.key ?? null;
const pinned = { request: { ...queuedRecord().request, options: { ...queuedRecord().request.options, emulatorCpus: "0-1" } } };

describe("outsideChange", () => {
  it.each([
    ["Suspended Paused", "suspended"],
    ["Suspended I/O Error", "io-error"],
    ["Resumed Unpaused", "resumed"],
    ["Stopped Destroyed", "destroyed"],
    ["Shutdown Finished after guest request", "shut-down"],
    ["Crashed Panicked", "crashed"],
    ["Defined Updated", "defined"],
  ])("tells %s on the source", (detail, key) => {
    expect(seen("source", "lifecycle", detail)).toBe(key);
  });

  it.each([
    ["source", "Suspended Migrated"],
    ["source", "Suspended Post-copy"],
    ["source", "Suspended Post-copy Error"],
    ["source", "Resumed Migrated"],
    ["source", "Stopped Migrated"],
    ["source", "Stopped Failed"],
    ["source", "Stopped Shutdown"],
    ["source", "Undefined Removed"],
    ["destination", "Started Migrated"],
    ["destination", "Defined Added"],
    ["destination", "Defined Updated"],
    ["destination", "Resumed Post-copy"],
    ["destination", "Suspended Paused"],
    ["destination", "Stopped Failed"],
    ["destination", "Stopped Destroyed"],
  ] as const)("knows on the %s that %s belongs to a migration", (side, detail) => {
    expect(seen(side, "lifecycle", detail)).toBeNull();
  });

  it("tells who pauses the VM at the destination once it runs there", () => {
    expect(seen("destination", "lifecycle", "Suspended Paused", { phase: "post-copy" })).toBe("suspended");
  });

  it.each([
    ["reboot", "", "rebooted"],
    ["device-added", "net1", "device-added"],
    ["device-removed", "net1", "device-removed"],
    ["tray-change", "disk sda: opened", "medium"],
    ["tunable", "\n\tcputune.vcpupin0: 1", "tuned"],
    ["rtc-change", "1", null],
    ["migration-iteration", "iteration: '2'", null],
    ["block-job", "Block Copy for /x ready", null],
  ])("tells %s %j as %s", (kind, detail, key) => {
    expect(seen("source", kind, detail)).toBe(key);
  });

  it("knows our own pinning", () => {
    expect(seen("source", "tunable", "\n\tcputune.emulatorpin: 0-1", pinned)).toBeNull();
    expect(seen("source", "tunable", "\n\tcputune.emulatorpin: 0-1")).toBe("tuned");
  });
});
