import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { identityPendingChanges } from "./identity-pending-changes.ts";

const pending = needing({ hasPendingChanges: true, pendingParts: ["vcpu", "interface"] });

testRule(identityPendingChanges, [
  ["nothing waits", {}, "pass none"],
  ["vCPUs and a NIC wait", { domain: pending }, "warn pending"],
  ["parts not named", { domain: needing({ hasPendingChanges: true }) }, "warn pending"],
  ["off: there is one definition", { domain: { ...pending, state: "shut-off" } }, "not-applicable off"],
  ["transient: there is one definition", { domain: { ...pending, persistent: false } }, "not-applicable off"],
  ["libvirt gave no migratable form", { domain: needing({ hasPendingChanges: null }) }, "not-applicable not-compared"],
]);
