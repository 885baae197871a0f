import { describe, expect, it } from "vitest";
import { domainUuid } from "../../lib/core/model/ids.ts";
import { summarise } from "../../lib/core/preflight/summary.ts";
import { labContext } from "../../lib/core/preflight/test-support/lab.ts";
import { createSummaryMemo } from "./summary-memo.ts";

describe("what is kept of the matrix", () => {
  it("is bounded: what was kept first goes first", () => {
    const base = labContext();
    const [summary] = summarise([base]);
    if (!summary) throw new Error("one context, one summary");
    const contexts = Array.from({ length: 5 }, (_, at) => ({
      ...base,
      domain: { ...base.domain, uuid: domainUuid(`0000000${at}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`) },
    }));
    const memo = createSummaryMemo(() => 0, 3);
    for (const context of contexts) memo.keep(context, 1, 0, summary);
    expect(contexts.map((context) => memo.find(context, 1) !== null)).toEqual([false, false, true, true, true]);
  });
});
