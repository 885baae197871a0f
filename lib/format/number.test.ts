import { describe, expect, it } from "vitest";
import { formatCount, formatDecimal, formatPercent } from "./number.ts";

describe("formatPercent", () => {
  it.each([
    [0, "0%"],
    [0.001, "<1%"],
    [0.005, "1%"],
    [0.42, "42%"],
    [1, "100%"],
  ])("prints %d as %s", (fraction, text) => {
    expect(formatPercent("en", fraction)).toBe(text);
  });
});

describe("counts and decimals", () => {
  it("groups thousands", () => {
    expect(formatCount("en", 12_345)).toBe("12,345");
  });
  it("keeps the places of a load figure", () => {
    expect(formatDecimal("en", 1.5, 2)).toBe("1.50");
  });
});
