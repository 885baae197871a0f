import { describe, expect, it } from "vitest";
import { formatBytes, formatBytesOf, formatRate } from "./bytes.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [512, "512 B"],
    [1023, "1,023 B"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [112 * MIB, "112 MiB"],
    [112.4 * MIB, "112 MiB"],
    [99.96 * MIB, "100 MiB"],
    [1023.97 * MIB, "1 GiB"],
    [4 * GIB, "4 GiB"],
    [23.46 * GIB, "23.5 GiB"],
    [2 ** 60, "1 EiB"],
    [-5, "0 B"],
    [Number.NaN, "0 B"],
    [Number.POSITIVE_INFINITY, "0 B"],
  ])("prints %d as %s", (bytes, text) => {
    expect(formatBytes("en", bytes)).toBe(text);
  });

  it("keeps the Latin units in Chinese", () => {
    expect(formatBytes("zh-CN", 1.5 * GIB)).toBe("1.5 GiB");
  });
});

describe("formatRate", () => {
  it("says per second", () => {
    expect(formatRate("en", 212 * MIB)).toBe("212 MiB/s");
  });
});

describe("formatBytesOf", () => {
  it("puts both amounts into the unit of the larger", () => {
    expect(formatBytesOf("en", 900 * MIB, 4 * GIB)).toBe("0.9 / 4 GiB");
  });
  it("survives a part that is larger than the whole", () => {
    expect(formatBytesOf("en", 5 * GIB, 900 * MIB)).toBe("5 / 0.9 GiB");
  });
  it("prints nothing of nothing", () => {
    expect(formatBytesOf("en", 0, 0)).toBe("0 / 0 B");
  });
});
