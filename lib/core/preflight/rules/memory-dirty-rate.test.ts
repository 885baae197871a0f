import type { DirtyFigure, LinkFigures } from "../../model/prediction.ts";
import { testChoices } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { labHost, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { memoryDirtyRate } from "./memory-dirty-rate.ts";

const MIB = 1_048_576;
const link = (mibPerSec: number): LinkFigures => ({
  sourceHostId: labHost("hv1").registration.id,
  destinationHostId: labHost("hv2").registration.id,
  measured: { bytesPerSec: mibPerSec * MIB, atMs: 2, seconds: 2 },
  learned: null,
});
const DAY_MS = 86_400_000;
const learned = (mibPerSec: number, atMs: number): Partial<LinkFigures> => ({
  learned: { bytesPerSec: mibPerSec * MIB, setUpMs: 1, switchMs: 1, migrations: 3, atMs },
});
const dirty = (mibPerSec: number, workingSetMib: number | null = null): DirtyFigure => ({
  value: mibPerSec * MIB,
  origin: "measured",
  atMs: 1,
  workingSetBytes: workingSetMib === null ? null : workingSetMib * MIB,
});
const figures = (rate: DirtyFigure | null, carries: LinkFigures | null): Patch => ({
  figures: { dirtyRate: rate, link: carries },
});

testRule(memoryDirtyRate, [
  ["nothing measured: no noise", {}, "not-applicable not-measured"],
  ["no link figure and no limit", figures(dirty(50), null), "not-applicable not-measured"],
  ["no dirty rate", figures(null, link(100)), "not-applicable not-measured"],
  ["a quiet guest", figures(dirty(2), link(100)), "pass converges"],
  ["a guest that writes faster than the link carries", figures(dirty(150), link(100)), "warn will-not-converge"],
  ["the same few pages again and again", figures(dirty(150, 10), link(100)), "pass converges"],
  [
    "fast enough, but limited",
    { ...figures(dirty(24, 64), link(1000)), options: chosen({ bandwidthMiBps: 16 }) },
    "warn will-not-converge",
  ],
  [
    "no link figure, but a limit",
    { ...figures(dirty(24, 64), null), options: chosen({ bandwidthMiBps: 16 }) },
    "warn will-not-converge",
  ],
  ["what was learned days later counts", figures(dirty(50), { ...link(10), ...learned(1000, 2 * DAY_MS) }), "pass converges"],
  ["what was learned earlier does not", figures(dirty(50), { ...link(10), ...learned(1000, 1) }), "warn will-not-converge"],
  ["post-copy ends", { ...figures(dirty(150), link(100)), options: chosen({ postCopy: "after-first-pass" }) }, "pass converges"],
  ["it stays off", { ...figures(dirty(150), link(100)), options: chosen({ mode: "offline" }) }, "not-applicable not-live"],
  [
    "a paused guest writes nothing",
    { ...figures(dirty(150), link(100)), domain: { state: "paused" } },
    "not-applicable not-live",
  ],
]);

testChoices(memoryDirtyRate, [
  [
    "the limit off, the guest slowed, or post-copy",
    { ...figures(dirty(24, 64), link(1000)), options: chosen({ bandwidthMiBps: 16 }) },
    ['{"bandwidthMiBps":null}', '{"autoConverge":true}', '{"postCopy":"after-first-pass"}'],
  ],
  ["no limit to take off", figures(dirty(150), link(100)), ['{"autoConverge":true}', '{"postCopy":"after-first-pass"}']],
]);
