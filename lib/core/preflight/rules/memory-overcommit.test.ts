import type { DomainState } from "../../model/domain.ts";
import { domainUuid } from "../../model/ids.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { memoryOvercommit } from "./memory-overcommit.ts";

const uuid = domainUuid("7a6b9999-0000-4000-8000-0000000000ff");
const beside = (state: DomainState, gib: number): Patch => ({
  destination: { domains: [{ ...labDomain("db02"), uuid, state, memoryBytes: gib * 2 ** 30 }] },
});

testRule(memoryOvercommit, [
  ["alone", {}, "pass covered"],
  ["a big one beside it", beside("running", 64), "warn overcommitted"],
  ["a big one that is off", beside("shut-off", 64), "pass covered"],
  ["it stays off", { ...beside("running", 64), options: chosen({ mode: "cold-copy" }) }, "not-applicable stays-off"],
]);
