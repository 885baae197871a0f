import { testRule } from "../test-support/table.ts";
import { identityDefinition } from "./identity-definition.ts";

testRule(identityDefinition, [
  ["read", {}, "pass read"],
  ["unreadable XML", { domain: { arch: "", machine: "", disks: [], nics: [] } }, "block unreadable"],
]);
