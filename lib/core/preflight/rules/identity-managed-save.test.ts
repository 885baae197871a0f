import { chosen } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { identityManagedSave } from "./identity-managed-save.ts";

const saved = { managedSave: true, state: "shut-off" } as const;

testRule(identityManagedSave, [
  ["none", {}, "pass none"],
  ["in the matrix", { domain: saved }, "warn start-first"],
  ["live", { domain: saved, options: chosen() }, "warn start-first"],
  ["offline", { domain: saved, options: chosen({ mode: "offline" }) }, "block would-be-lost"],
  ["copied", { domain: saved, options: chosen({ mode: "cold-copy" }) }, "block would-be-lost"],
]);
