import { testRule } from "../test-support/table.ts";
import { identityAutostart } from "./identity-autostart.ts";

testRule(identityAutostart, [
  ["off", {}, "pass off"],
  ["on", { domain: { autostart: true } }, "warn not-carried"],
]);
