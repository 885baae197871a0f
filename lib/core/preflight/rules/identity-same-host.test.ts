import { unknown } from "../../model/fact.ts";
import { labHost } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { identitySameHost } from "./identity-same-host.ts";

testRule(identitySameHost, [
  ["two hosts", {}, "pass different"],
  ["the same registration", { destination: { registration: labHost("hv1").registration } }, "block same-host"],
  ["a cloned host_uuid", { destination: { facts: { uuid: labHost("hv1").facts?.uuid ?? unknown("") } } }, "block cloned"],
  ["never read", { destination: { facts: null } }, "unknown never-read"],
]);
