import { expect, it } from "vitest";
import { takeoversOf } from "./takeovers.ts";

const kills = [
  { name: "A", atMs: 10_000 },
  { name: "B", atMs: 20_000 },
];

it("counts from the death of the owner, not from that of another process before", () => {
  const changes = [
    { id: "of-a", renewedAtMs: 9_000, atMs: 19_500 },
    { id: "of-b", renewedAtMs: 18_000, atMs: 29_000 },
    { id: "given-back", renewedAtMs: 21_000, atMs: 24_000 },
  ];
  expect(takeoversOf(changes, kills)).toEqual([
    { id: "of-a", killed: "A", ms: 9_500 },
    { id: "of-b", killed: "B", ms: 9_000 },
  ]);
});

it("counts all of the time through several deaths", () => {
  expect(takeoversOf([{ id: "m", renewedAtMs: 9_000, atMs: 28_000 }], kills)).toEqual([{ id: "m", killed: "A", ms: 18_000 }]);
});
