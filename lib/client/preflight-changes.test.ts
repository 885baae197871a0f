import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hostId } from "@/lib/core/model/ids.ts";
import { watchPreflight } from "./preflight-changes.ts";
import { cellsAtHand } from "./queries/matrix.ts";

const [A, B, C] = ["h_aaaaaaaaaa", "h_bbbbbbbbbb", "h_cccccccccc"].map(hostId) as [
  ReturnType<typeof hostId>,
  ReturnType<typeof hostId>,
  ReturnType<typeof hostId>,
];
const cell = (domainUuid: string, destinationHostId: string, pending = false) => ({
  domainUuid,
  sourceHostId: A,
  destinationHostId,
  pending,
});

let client: QueryClient;
let ends: (() => void)[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  client = new QueryClient();
  ends = [];
});
afterEach(() => {
  for (const end of ends) end();
  client.clear();
  vi.useRealTimers();
});

/** Shows a query that answers with these cells; counts how often it is asked. */
async function show(key: readonly unknown[], answer: () => Promise<unknown>) {
  const asked = vi.fn(answer);
  const observer = new QueryObserver(client, { queryKey: key, queryFn: asked, staleTime: Number.POSITIVE_INFINITY });
  ends.push(observer.subscribe(() => undefined));
  await vi.advanceTimersByTimeAsync(1);
  return asked;
}

describe("word that probes have ended", () => {
  it("reads only what shows such a pair, once for a bunch of them", async () => {
    const toB = await show(["preflight", "matrix", ["1"], null], async () => [cell("1", B)]);
    const toC = await show(["preflight", "matrix", ["2"], null], async () => [cell("2", C)]);
    const cells = await show(["preflight", "cells", ["1"], null], async () => [cell("1", B)]);
    const other = await show(["hosts"], async () => []);
    const watch = watchPreflight(client);
    watch.changed([[A, B]]);
    watch.changed([[A, B]]);
    await vi.advanceTimersByTimeAsync(50);
    watch.changed([[A, B]]);
    watch.changed([[A, B]]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([toB, cells, toC, other].map((asked) => asked.mock.calls.length)).toEqual([3, 3, 1, 1]);
    watch.end();
  });

  it("waits for an answer that is on its way, and asks again after it", async () => {
    const matrix = await show(
      ["preflight", "matrix", null, null],
      () => new Promise((done) => setTimeout(done, 3_000, [cell("1", B)])),
    );
    const watch = watchPreflight(client);
    watch.changed([[A, B]]);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(matrix).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(matrix).toHaveBeenCalledTimes(2);
    watch.end();
  });
});

describe("cells at hand", () => {
  it("are taken from other windows, as far as they are asked for", () => {
    client.setQueryData(["preflight", "matrix", ["1", "2"], null], [cell("1", A), cell("1", B), cell("2", B)]);
    const uuids = ["1", "3"] as unknown as Parameters<typeof cellsAtHand>[1];
    expect(cellsAtHand(client, uuids, [B])).toEqual([cell("1", B)]);
    expect(cellsAtHand(client, uuids, null)).toHaveLength(2);
    expect(cellsAtHand(client, uuids, [C])).toBeUndefined();
  });
});
