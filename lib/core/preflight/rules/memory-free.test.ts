import { known, unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { memoryFree } from "./memory-free.ts";

/** web01 has 128 MiB and needs 2 % and 256 MiB more. */
const mem = (availableMib: number, totalMib: number): Patch => ({
  destination: {
    facts: {
      memoryAvailableBytes: known(Math.ceil(availableMib * 1_048_576)),
      memoryTotalBytes: known(totalMib * 1_048_576),
    },
  },
});

const onHugePages = (mib: number) => needing({ hugePages: [{ sizeKib: 2048, nodeset: null, bytes: mib * 1_048_576 }] });

testRule(memoryFree, [
  ["plenty", {}, "pass enough"],
  ["exactly nothing left", mem(128 + 256 + 2.56, 1), "warn tight"],
  ["under a fifth left", mem(1200, 8000), "warn tight"],
  ["one MiB too little", mem(385, 8000), "block too-little"],
  ["all of it on huge pages", { ...mem(300, 1000), domain: onHugePages(128) }, "warn tight"],
  ["a part of it on huge pages", { ...mem(300, 1000), domain: onHugePages(64) }, "block too-little"],
  ["not read", { destination: { facts: { memoryAvailableBytes: unknown("no meminfo") } } }, "unknown fact-unknown"],
  ["too little, but it stays off", { ...mem(1, 8000), options: chosen({ mode: "offline" }) }, "not-applicable stays-off"],
  ["too little to resume in", { ...mem(1, 8000), options: chosen({ mode: "saved-state" }) }, "block too-little"],
]);
