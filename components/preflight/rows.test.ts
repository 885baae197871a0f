import { describe, expect, it } from "vitest";
import { findingOf, summaryOf } from "@/components/findings/test-support/cells.ts";
import { domainOf, hostOf } from "@/components/findings/test-support/hosts.ts";
import { hostId } from "@/lib/core/model/ids.ts";
import { arrangeRows, bookOf, chosenHosts, columnHosts, filterByFacts, vmRows } from "./rows.ts";
import { type MatrixFilter, NO_FILTER, readMatrixFilter } from "./search-params.ts";

const WEB = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11";
const DB = "00000000-0000-4000-8000-000000000002";
const BAD = "00000000-0000-4000-8000-000000000003";
const NEW = "00000000-0000-4000-8000-000000000004";
const hosts = [
  hostOf("h_source0000", [
    { uuid: WEB, name: "web10" },
    { uuid: DB, name: "web2" },
    { uuid: BAD, name: '"; $(reboot)' },
    { uuid: NEW, name: "web30" },
  ]),
  hostOf("h_bbbbbbbbbb", []),
  hostOf("h_cccccccccc", []),
];
const book = bookOf([
  [
    summaryOf("h_source0000", [], WEB),
    summaryOf("h_bbbbbbbbbb", [findingOf("bridge", "pass"), findingOf("memory", "warn")], WEB),
    summaryOf("h_cccccccccc", [findingOf("bridge", "block"), findingOf("memory", "warn")], WEB),
  ],
  [
    summaryOf("h_bbbbbbbbbb", [findingOf("bridge", "block")], DB),
    summaryOf("h_cccccccccc", [findingOf("bridge", "block")], DB),
    summaryOf("h_bbbbbbbbbb", [findingOf("bridge", "unknown")], BAD),
  ],
]);
const rows = vmRows(hosts);
const shownWith = (change: Partial<MatrixFilter>) => {
  const filter = { ...NO_FILTER, ...change };
  return arrangeRows(filterByFacts(rows, filter), filter, columnHosts(hosts, filter), book).map((row) => row.domain.name);
};

describe("rows of the matrix", () => {
  it("are there before any cell is, sorted as people count", () => {
    expect(rows.map((row) => row.domain.name)).toEqual(['"; $(reboot)', "web2", "web10", "web30"]);
  });

  it("count a VM that stands on two hosts where it runs", () => {
    const [off, on] = [
      { ...hostOf("h_offoffoff0", []), domains: [domainOf("h_offoffoff0", WEB, "web10", { state: "shut-off" })] },
      { ...hostOf("h_ononononon", []), domains: [domainOf("h_ononononon", WEB, "web10")] },
    ];
    for (const order of [
      [off, on],
      [on, off],
    ])
      expect(vmRows(order).map((row) => row.sourceHostId)).toEqual(["h_ononononon"]);
  });

  it.each([
    [{ show: "movable" }, ["web10"]],
    [{ show: "stuck" }, ["web2"]],
    [{ show: "doubtful" }, ['"; $(reboot)']],
    [{ search: "WEB" }, ["web2", "web10", "web30"]],
    [{ search: "0003" }, ['"; $(reboot)']],
    [{ source: hostId("h_bbbbbbbbbb") }, []],
    [{ show: "movable", destination: hostId("h_cccccccccc") }, []],
    [{ show: "stuck", destination: hostId("h_cccccccccc") }, ["web2", "web10"]],
    [{ destination: hostId("h_source0000") }, []],
    [{ sort: "worst" }, ["web2", '"; $(reboot)', "web10", "web30"]],
    [{ sort: "best" }, ["web10", '"; $(reboot)', "web2", "web30"]],
  ] as const)("with %j show %j", (change, names) => {
    expect(shownWith(change)).toEqual(names);
  });

  it("show only the chosen VMs", () => {
    const { only } = readMatrixFilter(new URLSearchParams(`vm=${WEB},${DB},rubbish`));
    expect(shownWith({ only })).toEqual(["web2", "web10"]);
  });
});

describe("columns of the matrix", () => {
  const ids = (list: typeof hosts | ReturnType<typeof columnHosts>) => list.map((host) => host.registration.id);
  const [b, c, gone] = ["h_bbbbbbbbbb", "h_cccccccccc", "h_gonegonego"].map(hostId);

  it.each([
    ["all without a choice", [], null, ids(hosts), ids(hosts)],
    ["the chosen ones", [b], null, [b], [b]],
    ["one destination, compared with the chosen ones", [b], c, [c], [b, c]],
    ["all when the choice is gone", [gone], gone, ids(hosts), ids(hosts)],
  ] as const)("%s", (_, columns, destination, shown, compared) => {
    const filter = { ...NO_FILTER, columns: columns.flatMap((id) => id ?? []), destination: destination ?? null };
    expect(ids(columnHosts(hosts, filter))).toEqual(shown);
    expect(ids(chosenHosts(hosts, filter))).toEqual(compared);
  });
});
