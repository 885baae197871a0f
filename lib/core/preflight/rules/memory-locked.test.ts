import { chosen } from "../test-support/chosen.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { memoryLocked } from "./memory-locked.ts";

const locked = { domain: needing({ memoryLocked: true }) };

testRule(memoryLocked, [
  ["plain", {}, "not-applicable not-used"],
  ["locked", locked, "warn locked"],
  ["locked, resumed from a file", { ...locked, options: chosen({ mode: "saved-state" }) }, "warn locked"],
  ["locked, but off", { ...locked, options: chosen({ mode: "offline" }) }, "not-applicable stays-off"],
]);
