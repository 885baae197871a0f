import { describe, expect, it } from "vitest";
import { formatClock, formatDuration } from "./duration.ts";

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [-20, "0 ms"],
    [0.4, "0 ms"],
    [180, "180 ms"],
    [999.6, "1s"],
    [1000, "1s"],
    [4250, "4.2s"],
    [41_900, "41s"],
    [59_999, "59s"],
    [60_000, "1m"],
    [192_000, "3m 12s"],
    [3_600_000, "1h"],
    [7_500_000, "2h 5m"],
    [273_600_000, "3d 4h"],
  ])("prints %d ms as %s", (ms, text) => {
    expect(formatDuration("en", ms)).toBe(text);
  });

  it("prints Chinese units in Chinese", () => {
    expect(formatDuration("zh-CN", 192_000)).toBe("3分钟 12秒");
    expect(formatDuration("zh-CN", 180)).toBe("180毫秒");
  });
});

describe("formatClock", () => {
  it.each([
    [0, "00:00:00"],
    [-1, "00:00:00"],
    [41_900, "00:00:41"],
    [3_723_000, "01:02:03"],
    [360_000_000, "100:00:00"],
  ])("prints %d ms as %s", (ms, text) => {
    expect(formatClock(ms)).toBe(text);
  });
});
