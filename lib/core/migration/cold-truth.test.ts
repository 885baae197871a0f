import { describe, expect, it } from "vitest";
import type { SideTruth, TruthVerdict } from "../model/migration.ts";
import { type ColdPicture, judgeCold } from "./cold-truth.ts";
import { sideOf } from "./test-support/records.ts";

const off = sideOf("shut-off", "shutdown");
const absent = sideOf("absent");
const running = sideOf("running", "booted");
const silent = sideOf("unreachable");

describe("where a VM is after its files were copied", () => {
  it.each<[ColdPicture["mode"], boolean, SideTruth, SideTruth, TruthVerdict]>([
    ["offline", false, absent, off, "moved-off"],
    ["offline", false, off, absent, "stayed-off"],
    ["offline", false, off, off, "needs-attention"],
    ["offline", false, running, absent, "stayed"],
    ["offline", false, running, off, "stayed"],
    ["offline", false, absent, running, "moved"],
    ["offline", false, absent, absent, "lost"],
    ["offline", false, off, silent, "unknown"],
    ["cold-copy", false, absent, off, "moved-off"],
    ["cold-copy", false, off, off, "needs-attention"],
    ["cold-copy", true, off, off, "copied"],
    ["cold-copy", true, off, absent, "stayed-off"],
    ["cold-copy", true, running, absent, "stayed"],
    ["cold-copy", true, running, off, "copied"],
    ["cold-copy", true, absent, off, "needs-attention"],
    ["cold-copy", true, silent, off, "unknown"],
    ["saved-state", false, off, running, "moved"],
    ["saved-state", false, absent, running, "moved"],
    ["saved-state", false, absent, sideOf("paused", "user"), "moved-paused"],
    ["saved-state", false, running, absent, "stayed"],
    ["saved-state", false, running, off, "stayed"],
    ["saved-state", false, running, running, "split-brain"],
    ["saved-state", false, off, absent, "stopped"],
    ["saved-state", false, off, off, "stopped"],
  ])("%s, clone %s: %o and %o", (mode, isClone, source, destination, verdict) => {
    expect(judgeCold({ mode, isClone, source, destination })).toBe(verdict);
  });
});
