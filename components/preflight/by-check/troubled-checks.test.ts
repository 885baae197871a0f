import { describe, expect, it } from "vitest";
import { findingOf, summaryOf } from "@/components/findings/test-support/cells.ts";
import { hostOf } from "@/components/findings/test-support/hosts.ts";
import { bookOf, vmRows } from "../rows.ts";
import { troubledChecks } from "./troubled-checks.ts";

const WEB = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11";
const DB = "00000000-0000-4000-8000-000000000002";
const hosts = [
  hostOf("h_source0000", [
    { uuid: WEB, name: "web1" },
    { uuid: DB, name: "db1" },
  ]),
  hostOf("h_bbbbbbbbbb", []),
  hostOf("h_cccccccccc", []),
];
const book = bookOf([
  [
    summaryOf("h_source0000", [], WEB),
    summaryOf("h_bbbbbbbbbb", [findingOf("bridge", "pass"), findingOf("memory", "warn")], WEB),
    summaryOf("h_cccccccccc", [findingOf("bridge", "block"), findingOf("memory", "warn")], WEB),
    summaryOf("h_bbbbbbbbbb", [findingOf("memory", "unknown")], DB),
    summaryOf("h_cccccccccc", [findingOf("bridge", "block"), findingOf("clock", "warn")], DB),
  ],
]);

describe("checks that trouble somebody", () => {
  const rows = vmRows(hosts);

  it("are sorted by the worst verdict, then by how many VMs they trouble", () => {
    expect(troubledChecks(rows, hosts, book).map((check) => [check.ruleId, check.worst, check.vmCount])).toEqual([
      ["bridge", "block", 2],
      ["memory", "unknown", 2],
      ["clock", "warn", 1],
    ]);
  });

  it("say at each host whom they trouble and how badly, VMs in the order of the rows", () => {
    const [bridge, memory] = troubledChecks(rows, hosts, book);
    expect([...(bridge?.byHost.entries() ?? [])]).toEqual([
      [
        "h_cccccccccc",
        {
          worst: "block",
          vms: [
            { uuid: DB, verdict: "block" },
            { uuid: WEB, verdict: "block" },
          ],
        },
      ],
    ]);
    expect([...(memory?.byHost.values() ?? [])].map((there) => there.worst)).toEqual(["unknown", "warn"]);
  });

  it("look only at the VMs and hosts that are shown", () => {
    const web = rows.filter((row) => row.domain.name === "web1");
    expect(troubledChecks(web, hosts.slice(0, 2), book).map((check) => check.ruleId)).toEqual(["memory"]);
    expect(troubledChecks([], hosts, book)).toEqual([]);
  });
});
