import { describe, expect, it } from "vitest";
import { formatDateTime, formatRelative, formatTimeOfDay } from "./time.ts";

const NOW = Date.UTC(2026, 10, 21, 12, 3, 41);

describe("formatRelative", () => {
  it.each([
    [0, "0s ago"],
    [-400, "0s ago"],
    [400, "0s ago"],
    [-12_900, "12s ago"],
    [-60_000, "1m ago"],
    [-23 * 60_000, "23m ago"],
    [-2 * 3_600_000, "2h ago"],
    [-5 * 86_400_000, "5d ago"],
    [40_000, "in 40s"],
  ])("prints %d ms from now as %s", (difference, text) => {
    expect(formatRelative("en", NOW + difference, NOW).replace("min", "m")).toBe(text);
  });

  it("speaks Chinese", () => {
    expect(formatRelative("zh-CN", NOW - 23 * 60_000, NOW)).toBe("23分钟前");
  });
});

describe("absolute times", () => {
  it("prints date, time to the second and zone", () => {
    expect(formatDateTime("en-GB", NOW, "UTC")).toBe("21 Nov 2026, 12:03:41 UTC");
  });
  it("prints the time of the day on a 24-hour clock", () => {
    expect(formatTimeOfDay("en", Date.UTC(2026, 0, 1, 0, 4, 5), "UTC")).toBe("00:04:05");
    expect(formatTimeOfDay("zh-CN", NOW, "Asia/Shanghai")).toBe("20:03:41");
  });
});
