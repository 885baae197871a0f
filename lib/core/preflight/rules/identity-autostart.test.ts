import { chosen, cloning } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { identityAutostart } from "./identity-autostart.ts";

testRule(identityAutostart, [
  ["off", {}, "pass off"],
  ["on", { domain: { autostart: true } }, "pass carried"],
  [
    "on, but the definition stays",
    { domain: { autostart: true }, options: chosen({ persistent: false, undefineSource: false }) },
    "warn not-carried",
  ],
  ["a clone", { domain: { autostart: true }, options: cloning() }, "warn not-carried"],
]);
