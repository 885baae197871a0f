import { copying, images } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { storagePool } from "./storage-pool.ts";

testRule(storagePool, [
  ["no copy", { guest: "db02" }, "not-applicable no-copy"],
  ["an active pool", { guest: "db02", options: copying(), probes: images() }, "pass in-pool"],
  ["a plain folder", { guest: "db02", options: copying(), probes: images({ vda: { folder: { pool: null } } }) }, "pass no-pool"],
  ["not looked at", { guest: "db02", options: copying() }, "unknown not-probed"],
]);
