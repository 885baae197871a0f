import { DEFAULT_MIGRATION_OPTIONS as options } from "../../migration/options.ts";
import { cloning } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { identityPersistent } from "./identity-persistent.ts";

testRule(identityPersistent, [
  ["matrix, nothing chosen", {}, "pass moves"],
  ["both options", { options }, "pass moves"],
  ["neither option", { options: { ...options, persistent: false, undefineSource: false } }, "warn stays-defined-here"],
  ["kept on both", { options: { ...options, undefineSource: false } }, "block two-definitions"],
  ["defined on none", { options: { ...options, persistent: false } }, "block undefine-needs-persistent"],
  ["transient", { domain: { persistent: false }, options }, "warn transient"],
  ["a clone", { options: cloning() }, "pass copied"],
]);
