import { describe, expect, it } from "vitest";
import { hostId } from "../../model/ids.ts";
import type { LinkFigures } from "../../model/prediction.ts";
import { linkFigure } from "./link-figure.ts";

const DAY_MS = 86_400_000;
const measured = { bytesPerSec: 20e6, atMs: 5 * DAY_MS, seconds: 3 };
const learnedAt = (atMs: number): LinkFigures["learned"] => ({
  bytesPerSec: 18e6,
  setUpMs: 2_000,
  switchMs: 1_000,
  migrations: 4,
  atMs,
});
const link = (differs: Partial<LinkFigures>): LinkFigures => ({
  sourceHostId: hostId("h_hv1aaaaaaa"),
  destinationHostId: hostId("h_hv2aaaaaaa"),
  measured: null,
  learned: null,
  ...differs,
});

describe("what a link carries", () => {
  it.each([
    ["nothing known", null, null],
    ["nothing measured, nothing learned", link({}), null],
    ["measured only", link({ measured }), "measured"],
    ["learned only", link({ learned: learnedAt(0) }), "learned"],
    ["learned before the measurement", link({ measured, learned: learnedAt(4 * DAY_MS) }), "measured"],
    ["learned on the same day", link({ measured, learned: learnedAt(6 * DAY_MS) }), "measured"],
    ["learned more than a day after it", link({ measured, learned: learnedAt(6 * DAY_MS + 1) }), "learned"],
  ])("%s", (_name, known, origin) => {
    expect(linkFigure(known)?.origin ?? null).toBe(origin);
  });
});
