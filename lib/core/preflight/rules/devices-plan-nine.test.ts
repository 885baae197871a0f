import { chosen } from "../test-support/chosen.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { devicesPlanNine } from "./devices-plan-nine.ts";

const shares = { domain: needing({ plan9: ["host-home"] }) };

testRule(devicesPlanNine, [
  ["none", { domain: needing({}) }, "not-applicable none"],
  ["live", shares, "warn may-be-mounted"],
  ["saved to a file", { ...shares, options: chosen({ mode: "saved-state" }) }, "warn may-be-mounted"],
  ["off", { ...shares, options: chosen({ mode: "offline" }) }, "warn boots-anew"],
]);
