import { DEFAULT_MIGRATION_OPTIONS } from "../../migration/options.ts";
import { known, unknown } from "../../model/fact.ts";
import type { MigrationOptions } from "../../model/migration.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { optionsSupported } from "./options-supported.ts";

const OLD = ["--live", "--p2p", "--persistent", "--undefinesource", "--unsafe", "--abort-on-error"];
const old = (options: MigrationOptions): Patch => ({ source: { facts: { migrateOptions: known(OLD) } }, options });

testRule(optionsSupported, [
  ["Debian 12's virsh knows all", {}, "pass supported"],
  ["with every option", { options: { ...DEFAULT_MIGRATION_OPTIONS, autoConverge: true, bandwidthMiBps: 100 } }, "pass supported"],
  ["a virsh without --auto-converge", old({ ...DEFAULT_MIGRATION_OPTIONS, autoConverge: true }), "block missing"],
  ["which matters only if it is wanted", old(DEFAULT_MIGRATION_OPTIONS), "pass supported"],
  ["options not read", { source: { facts: { migrateOptions: unknown("no virsh") } } }, "unknown fact-unknown"],
]);
