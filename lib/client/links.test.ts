import { expect, it } from "vitest";
import type { LinkFigures } from "@/lib/contract/index.ts";
import { hostId } from "@/lib/core/model/ids.ts";
import { linkBetween, withLink } from "./links.ts";

const A = hostId("h_aaaaaaaaaaaa");
const B = hostId("h_bbbbbbbbbbbb");
const link = (from: typeof A, to: typeof A, bytesPerSec: number): LinkFigures => ({
  sourceHostId: from,
  destinationHostId: to,
  measured: { bytesPerSec, atMs: 0, seconds: 3 },
  learned: null,
});

it("replaces the figures of one way and leaves the way back", () => {
  const links = withLink([link(A, B, 1), link(B, A, 2)], link(A, B, 3));
  expect(links).toHaveLength(2);
  expect(linkBetween(links, A, B)?.measured?.bytesPerSec).toBe(3);
  expect(linkBetween(links, B, A)?.measured?.bytesPerSec).toBe(2);
  expect(linkBetween(links, A, A)).toBeUndefined();
});
