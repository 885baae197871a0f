import { describe, expect, it } from "vitest";
import { arrangeRows, type GridColumn, type GridFilter, type GridState, keepOrder, parseSort, printSort } from "./grid-model.ts";

interface Row {
  readonly name: string;
  readonly memory: number | null;
  readonly state: string;
}

const rows: readonly Row[] = [
  { name: "web10", memory: 4, state: "running" },
  { name: "web2", memory: null, state: "shut-off" },
  { name: "Db", memory: 1, state: "running" },
  { name: "数据库", memory: 2, state: "paused" },
];
const columns: readonly GridColumn<Row>[] = [
  { id: "name", header: "Name", cell: (row) => row.name, sortValue: (row) => row.name, searchText: (row) => row.name },
  { id: "memory", header: "Memory", cell: (row) => row.memory, sortValue: (row) => row.memory },
  { id: "state", header: "State", cell: (row) => row.state, searchText: (row) => row.state },
];
const filters: readonly GridFilter<Row>[] = [
  { id: "state", label: "State", options: [], test: (row, value) => row.state === value },
  { id: "size", label: "Size", options: [], test: (row, value) => (row.memory ?? 0) > Number(value) },
];
const none: GridState = { search: "", sort: null, filters: {} };
const names = (state: Partial<GridState>) =>
  arrangeRows(rows, columns, filters, { ...none, ...state }, "en").map((row) => row.name);

describe("arrangeRows", () => {
  it("leaves the given order without a sort", () => {
    expect(names({})).toEqual(["web10", "web2", "Db", "数据库"]);
  });
  it("sorts names as people count, whatever their case", () => {
    expect(names({ sort: { columnId: "name", descending: false } })).toEqual(["Db", "web2", "web10", "数据库"]);
  });
  it("keeps what is unknown last in both directions", () => {
    expect(names({ sort: { columnId: "memory", descending: false } }).at(-1)).toBe("web2");
    expect(names({ sort: { columnId: "memory", descending: true } })).toEqual(["web10", "数据库", "Db", "web2"]);
  });
  it("ignores a sort by a column that has none or does not exist", () => {
    expect(names({ sort: { columnId: "state", descending: false } })).toEqual(names({}));
    expect(names({ sort: { columnId: "gone", descending: true } })).toEqual(names({}));
  });
  it("finds every word of the search in any column", () => {
    expect(names({ search: "  RUN web " })).toEqual(["web10"]);
    expect(names({ search: "数据" })).toEqual(["数据库"]);
    expect(names({ search: "$(" })).toEqual([]);
  });
  it("takes any value of one filter and all filters together", () => {
    expect(names({ filters: { state: ["running", "paused"] } })).toEqual(["web10", "Db", "数据库"]);
    expect(names({ filters: { state: ["running", "paused"], size: ["1"] } })).toEqual(["web10", "数据库"]);
    expect(names({ filters: { state: [] } })).toHaveLength(4);
  });
});

describe("keepOrder", () => {
  const id = (row: { readonly id: string }) => row.id;
  const of = (...ids: string[]) => ids.map((one) => ({ id: one }));
  it("keeps known rows where they were and puts new ones at the end", () => {
    expect(keepOrder(of("c", "new", "a", "b"), id, ["a", "b", "c"]).map(id)).toEqual(["a", "b", "c", "new"]);
  });
  it("closes the gap of a row that is gone", () => {
    expect(keepOrder(of("c", "a"), id, ["a", "b", "c"]).map(id)).toEqual(["a", "c"]);
  });
});

describe("sort in the address", () => {
  it("reads what it prints", () => {
    for (const sort of [
      { columnId: "name", descending: false },
      { columnId: "name", descending: true },
    ]) {
      expect(parseSort(printSort(sort))).toEqual(sort);
    }
    expect(parseSort(null)).toBeNull();
    expect(printSort(null)).toBeNull();
  });
});
