import { describe, expect, it } from "vitest";
import { domainUuid, hostId } from "../model/ids.ts";
import type { MatrixSummary } from "../model/matrix.ts";
import { type CsvParts, matrixCsv } from "./export-csv.ts";
import { expectMessages } from "./test-support/table.ts";
import { countVerdicts } from "./verdict.ts";

const UUID = domainUuid("11111111-2222-4333-8444-555555555555");
const CELL: MatrixSummary = {
  domainUuid: UUID,
  sourceHostId: hostId("h_a"),
  destinationHostId: hostId("h_b"),
  isSource: false,
  verdict: "block",
  counts: { ...countVerdicts([]), block: 1, warn: 2, pass: 40 },
  troubles: [
    { ruleId: "network.bridge", verdict: "block" },
    { ruleId: "security.tls", verdict: "warn" },
  ],
  first: { title: { key: "preflight.rules.network.bridge.title" }, reason: { key: "reason" } },
  pending: false,
  linkBytesPerSec: null,
  observedAtMs: Date.UTC(2026, 10, 21, 17, 30),
};

const csv = (cells: readonly MatrixSummary[], differs: Partial<CsvParts> = {}) =>
  matrixCsv(cells, {
    say: ({ key }) => key.split(".").slice(-2).join("."),
    vmName: () => "web01",
    hostName: (id) => id,
    ...differs,
  });

/** A strict reader of RFC 4180, after the mark. */
function read(text: string): string[][] {
  if (!text.startsWith("\uFEFF") || !text.endsWith("\r\n")) throw new Error("no mark or no end of line");
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of text.slice(1).matchAll(pattern)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

describe("the matrix as CSV", () => {
  it("has a row for each cell with all that the summary says", () => {
    const [head, row, ...more] = read(csv([CELL]));
    expect(head).toHaveLength(13);
    expect(more).toEqual([]);
    expect(row).toEqual([
      "web01",
      UUID,
      "h_a",
      "h_b",
      "verdicts.block",
      ...["1", "0", "2", "40", "0"],
      "bridge.title: reason",
      "verdicts.block: bridge.title; verdicts.warn: tls.title",
      "2026-11-21T17:30:00.000Z",
    ]);
  });

  it("leaves out the VM's own host, and says what is not checked yet", () => {
    expect(read(csv([{ ...CELL, isSource: true }]))).toHaveLength(1);
    const [, row] = read(csv([{ ...CELL, pending: true, first: null, troubles: [], observedAtMs: null }]));
    expect(row?.[4]).toBe("csv.pending");
    expect(row?.slice(-3)).toEqual(["", "", ""]);
  });

  it.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(1)", "'@SUM(1)"],
    ["\t=1", "'\t=1"],
    ["\r\n=1", "'\r\n=1"],
    ["＝1", "'＝1"],
    [" =1", "' =1"],
    ['a "b", c', 'a "b", c'],
    ["line\nbreak", "line\nbreak"],
    [" 数据库 ", " 数据库 "],
    ["", ""],
  ])("keeps the name %j one field that is no formula", (name, expected) => {
    const rows = read(csv([CELL, CELL], { vmName: () => name }));
    expect(rows.map((row) => row.length)).toEqual([13, 13, 13]);
    expect(rows.slice(1).map((row) => row[0])).toEqual([expected, expected]);
  });

  it("has words for its columns and verdicts in both languages", () => {
    const asked = new Set<string>();
    const say: CsvParts["say"] = ({ key }) => {
      if (key.startsWith("matrix.csv.")) asked.add(key);
      return key;
    };
    const verdicts = ["block", "unknown", "warn", "pass", "not-applicable"] as const;
    csv([...verdicts.map((verdict) => ({ ...CELL, verdict })), { ...CELL, pending: true }], { say });
    expect(asked.size).toBeGreaterThan(18);
    expectMessages([...asked].map((key) => ({ key })));
  });
});
