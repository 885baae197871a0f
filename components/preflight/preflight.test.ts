import { describe, expect, it } from "vitest";
import { cellOf, findingOf } from "@/components/findings/test-support/cells.ts";
import { hostOf } from "@/components/findings/test-support/hosts.ts";
import { hostId } from "@/lib/core/model/ids.ts";
import { moveInGrid } from "./grid-keys.ts";
import { checkRows, filterRows, matrixRows } from "./rows.ts";
import { readMatrixParams, writeMatrixParams } from "./search-params.ts";

const WEB = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11";
const DB = "00000000-0000-4000-8000-000000000002";
const BAD = "00000000-0000-4000-8000-000000000003";
const hosts = [
  hostOf("h_source0000", [
    { uuid: WEB, name: "web10" },
    { uuid: DB, name: "web2" },
    { uuid: BAD, name: '"; $(reboot)' },
  ]),
  hostOf("h_bbbbbbbbbb", []),
  hostOf("h_cccccccccc", []),
];
const cells = [
  cellOf("h_source0000", [], WEB),
  cellOf("h_bbbbbbbbbb", [findingOf("bridge", "pass"), findingOf("memory", "warn")], WEB),
  cellOf("h_cccccccccc", [findingOf("bridge", "block"), findingOf("memory", "warn")], WEB),
  cellOf("h_bbbbbbbbbb", [findingOf("bridge", "block")], DB),
  cellOf("h_cccccccccc", [findingOf("bridge", "block")], DB),
  cellOf("h_bbbbbbbbbb", [findingOf("bridge", "unknown")], BAD),
];

describe("rows of the matrix", () => {
  const rows = matrixRows(cells, hosts);

  it("has a row a VM, sorted as people count, with the best host", () => {
    expect(rows.map((row) => [row.domain.name, row.best])).toEqual([
      ['"; $(reboot)', null],
      ["web2", null],
      ["web10", "h_bbbbbbbbbb"],
    ]);
  });

  it.each([
    ["all", "", ['"; $(reboot)', "web2", "web10"]],
    ["movable", "", ["web10"]],
    ["stuck", "", ["web2"]],
    ["doubtful", "", ['"; $(reboot)']],
    ["all", "WEB", ["web2", "web10"]],
    ["all", "0003", ['"; $(reboot)']],
  ] as const)("shows %s with search %j", (show, search, names) => {
    expect(filterRows(rows, { show, search, source: null, only: [] }).map((row) => row.domain.name)).toEqual(names);
  });

  it("filters by the host that the VM is on", () => {
    expect(filterRows(rows, { show: "all", search: "", source: hostId("h_bbbbbbbbbb"), only: [] })).toEqual([]);
  });

  it("shows only the chosen VMs", () => {
    const { only } = readMatrixParams(new URLSearchParams(`vm=${WEB},${DB},rubbish`));
    const shown = filterRows(rows, { show: "all", search: "", source: null, only });
    expect(shown.map((row) => row.domain.name)).toEqual(["web2", "web10"]);
  });
});

describe("checks of one VM", () => {
  const own = cells.filter((cell) => cell.domainUuid === WEB);

  it("puts the hosts' findings of a rule side by side", () => {
    const bridge = checkRows(own, false).find((row) => row.ruleId === "bridge");
    expect([...(bridge?.byHost ?? [])].map(([host, finding]) => [host, finding.verdict])).toEqual([
      ["h_bbbbbbbbbb", "pass"],
      ["h_cccccccccc", "block"],
    ]);
  });

  it("keeps only rules on which the hosts differ when asked", () => {
    expect(checkRows(own, true).map((row) => row.ruleId)).toEqual(["bridge"]);
  });
});

describe("keys in the grid", () => {
  it.each([
    ["ArrowRight", { row: 1, column: 2 }],
    ["ArrowUp", { row: 0, column: 1 }],
    ["End", { row: 1, column: 3 }],
    ["PageDown", { row: 4, column: 1 }],
    ["Tab", null],
  ])("%s", (key, expected) => {
    expect(moveInGrid({ row: 1, column: 1 }, key, 5, 4)).toEqual(expected);
  });

  it("stays inside at the edges", () => {
    expect(moveInGrid({ row: 0, column: 0 }, "ArrowUp", 5, 4)).toEqual({ row: 0, column: 0 });
    expect(moveInGrid({ row: 4, column: 3 }, "ArrowRight", 5, 4)).toEqual({ row: 4, column: 3 });
  });
});

describe("matrix in the URL", () => {
  it("reads back what it wrote", () => {
    const query = `q=web&show=stuck&on=h_source0000&vms=${DB}&vm=${WEB}&to=h_bbbbbbbbbb`;
    expect(writeMatrixParams(readMatrixParams(new URLSearchParams(query)))).toBe(query);
  });

  it("opens no drawer for half an address or a forged one", () => {
    expect(readMatrixParams(new URLSearchParams(`vm=${WEB}`)).vm).toBeNull();
    expect(readMatrixParams(new URLSearchParams("vm=;reboot&to=h_bbbbbbbbbb&show=x"))).toMatchObject({
      vm: null,
      to: null,
      show: "all",
    });
  });
});
