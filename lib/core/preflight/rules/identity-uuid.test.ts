import { chosen, cloning } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { identityUuid } from "./identity-uuid.ts";

const twin = labDomain("web01");

testRule(identityUuid, [
  ["free", {}, "pass free"],
  ["running on both hosts", { destination: { domains: [twin] } }, "block active-elsewhere"],
  ["paused there", { destination: { domains: [{ ...twin, state: "paused" }] } }, "block active-elsewhere"],
  ["an old definition there", { destination: { domains: [{ ...twin, state: "shut-off" }] } }, "warn overwritten"],
  ["under another name", { destination: { domains: [{ ...twin, state: "shut-off", name: "old" }] } }, "block other-name"],
  ["never read", { destination: { facts: null } }, "unknown never-read"],
  ["a clone has one of its own", { destination: { domains: [twin] }, options: cloning() }, "not-applicable new-uuid"],
  [
    "under the new name already",
    { destination: { domains: [{ ...twin, state: "shut-off", name: "new" }] }, options: chosen({ destinationName: "new" }) },
    "warn overwritten",
  ],
  [
    "under the old name",
    { destination: { domains: [{ ...twin, state: "shut-off" }] }, options: chosen({ destinationName: "new" }) },
    "block other-name",
  ],
]);
