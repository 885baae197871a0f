import { describe, expect, it } from "vitest";
import type { MigrationStep } from "@/lib/contract/index.ts";
import { zeroSample } from "@/lib/core/migration/test-support/records.ts";
import { hostId } from "@/lib/core/model/ids.ts";
import { chartColumns } from "./chart-series.ts";
import { leftoversOf } from "./leftovers.ts";
import { recordOf, truthOf } from "./test-support/records.ts";

describe("columns of the chart", () => {
  const samples = [1000, 2000].map((atMs) => zeroSample({ atMs, memoryRemainingBytes: 9000 - atMs, diskRemainingBytes: 5 }));

  it("are the readings alone while nothing is expected", () => {
    expect(chartColumns(samples, [])).toEqual({
      timesMs: [1000, 2000],
      remaining: [8005, 7005],
      rate: [0, 0],
      dirty: [0, 0],
      expected: [null, null],
    });
  });

  it("have the expected curve ahead of the last reading, at times that rise", () => {
    const curve = [
      { atMs: 2000, remainingBytes: 7005 },
      { atMs: 3000, remainingBytes: 0 },
      { atMs: 3000, remainingBytes: 400 },
      { atMs: 3000.4, remainingBytes: 0 },
    ];
    const columns = chartColumns(samples, curve);
    expect(columns.timesMs).toEqual([1000, 2000, 3000, 3001, 3002]);
    expect(columns.remaining).toEqual([8005, 7005, null, null, null]);
    expect(columns.expected).toEqual([null, 7005, 0, 400, 0]);
  });
});

describe("what was left on the hosts", () => {
  const step: MigrationStep = {
    id: "leftover:vda",
    kind: "remove-leftover",
    hostId: hostId("h_1111111111"),
    label: { key: "steps.remove-leftover.label", values: { disk: "vda", path: "/a.img", host: "hv1" } },
    undo: null,
    commands: [["rm", "/a.img"]],
    data: { path: "/a.img" },
    state: "waiting",
    startedAtMs: null,
    endedAtMs: null,
    detail: null,
    progress: null,
  };
  const image = { key: "failures.leftovers.source-image", values: { host: "hv1", path: "/a.img", id: "leftover:vda" } };
  const process = { key: "failures.leftovers.source-process", values: { host: "hv1", pids: "7" } };

  it("is listed once, with the step that removes it where there is one", () => {
    const record = recordOf({ steps: [{ ...step, id: "create-image:vda", kind: "create-image", state: "done" }, step] });
    expect(leftoversOf(record, { leftovers: [process, image] })).toEqual([
      { message: process, step: null },
      { message: image, step },
    ]);
  });

  it("still names what was removed", () => {
    const removed = { ...step, state: "done" as const };
    expect(leftoversOf(recordOf({ steps: [removed], result: truthOf("moved") }), { leftovers: [] })).toEqual([
      { message: step.label, step: removed },
    ]);
  });
});
