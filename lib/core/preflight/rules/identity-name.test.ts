import { domainUuid } from "../../model/ids.ts";
import { chosen, cloning } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { identityName } from "./identity-name.ts";

const other = domainUuid("7a6b9999-0000-4000-8000-0000000000ff");
const twin = labDomain("web01");

testRule(identityName, [
  ["free", {}, "pass free"],
  ["another VM of this name", { destination: { domains: [{ ...twin, uuid: other }] } }, "block clash"],
  ["the same VM, which identity.uuid judges", { destination: { domains: [twin] } }, "pass free"],
  ["never read", { destination: { facts: null } }, "unknown never-read"],
  [
    "the new name is taken",
    { destination: { domains: [{ ...twin, uuid: other, name: "new" }] }, options: chosen({ destinationName: "new" }) },
    "block clash",
  ],
  [
    "only the old name is taken",
    { destination: { domains: [{ ...twin, uuid: other }] }, options: chosen({ destinationName: "new" }) },
    "pass free",
  ],
  ["a clone beside its original", { destination: { domains: [{ ...twin, name: "copy" }] }, options: cloning() }, "block clash"],
]);
