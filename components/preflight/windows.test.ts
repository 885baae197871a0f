import { describe, expect, it } from "vitest";
import { domainUuid } from "@/lib/core/model/ids.ts";
import { reportBatches } from "./report/batches.ts";
import type { MatrixRow } from "./rows.ts";
import { windowsOf, windowsWith } from "./windows.ts";

const uuids = Array.from({ length: 120 }, (_, index) => domainUuid(`00000000-0000-4000-8000-${String(index).padStart(12, "0")}`));

describe("windows of the matrix", () => {
  it.each([
    ["few hosts", 3, [50, 50, 20]],
    ["a hundred hosts", 100, [15, 15, 15, 15, 15, 15, 15, 15]],
    ["more hosts than a window would like", 500, Array.from({ length: 24 }, () => 5)],
  ])("%s: whole rows, fewer of them the more hosts there are", (_, hosts, sizes) => {
    const windows = windowsOf(uuids, hosts);
    expect(windows.map((window) => window.length)).toEqual(sizes);
    expect(windows.flat()).toEqual(uuids);
  });

  it("asks only for the windows that hold something wanted", () => {
    const windows = windowsOf(uuids, 3);
    expect(windowsWith(windows, uuids.slice(48, 52))).toEqual(windows.slice(0, 2));
    expect(windowsWith(windows, [])).toEqual([]);
  });
});

describe("batches of a report", () => {
  const rows = uuids.map((uuid) => ({ domain: { uuid } }) as MatrixRow);

  it.each([
    ["all of a small matrix", 3, 120, 20],
    ["fewer VMs at a time the more hosts there are", 40, 37, 5],
    ["at least one VM, whatever the hosts", 2000, 1, 1],
  ])("take %s", (_, hosts, taken, size) => {
    const { batches, left } = reportBatches(rows, hosts);
    expect(batches.flat()).toHaveLength(taken);
    expect(left).toBe(120 - taken);
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(size);
  });
});
