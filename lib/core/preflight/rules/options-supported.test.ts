import { DEFAULT_MIGRATION_OPTIONS } from "../../migration/options.ts";
import { known, unknown } from "../../model/fact.ts";
import type { MigrationOptions } from "../../model/options.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { optionsSupported } from "./options-supported.ts";

const OLD = ["--live", "--p2p", "--persistent", "--undefinesource", "--unsafe", "--abort-on-error"];
const old = (options: MigrationOptions): Patch => ({ source: { facts: { migrateOptions: known(OLD) } }, options });

testRule(optionsSupported, [
  ["Debian 12's virsh knows all", {}, "pass supported"],
  ["with every option", { options: { ...DEFAULT_MIGRATION_OPTIONS, autoConverge: true, bandwidthMiBps: 100 } }, "pass supported"],
  ["a virsh without --auto-converge", old({ ...DEFAULT_MIGRATION_OPTIONS, autoConverge: true }), "block virsh-lacks"],
  ["which matters only if it is wanted", old(DEFAULT_MIGRATION_OPTIONS), "pass supported"],
  ["options not read", { source: { facts: { migrateOptions: unknown("no virsh") } } }, "unknown fact-unknown"],
  [
    "a base option is lacking",
    { source: { facts: { migrateOptions: known(OLD.filter((word) => word !== "--unsafe")) } } },
    "block missing",
  ],
  [
    "zstd needs libvirt 9.4",
    { options: { ...DEFAULT_MIGRATION_OPTIONS, parallelConnections: 2, compression: { method: "zstd", level: null } } },
    "block libvirt-too-old",
  ],
  [
    "post-copy with channels needs QEMU 10.1",
    { options: { ...DEFAULT_MIGRATION_OPTIONS, parallelConnections: 2, postCopy: "by-hand" } },
    "block qemu-too-old",
  ],
  [
    "TLS, but QEMU's version is not known",
    { options: { ...DEFAULT_MIGRATION_OPTIONS, tls: true }, destination: { facts: { qemuVersion: unknown("-") } } },
    "unknown qemu-version-unknown",
  ],
  ["a copy without a disk", { options: { ...DEFAULT_MIGRATION_OPTIONS, storageCopy: "full" } }, "block not-a-command"],
  [
    "a copy to another path",
    {
      guest: "db02",
      options: {
        ...DEFAULT_MIGRATION_OPTIONS,
        storageCopy: "full",
        copiedDisks: ["vda"],
        diskPaths: [{ target: "vda", path: "/srv/db02.qcow2" }],
      },
    },
    "pass supported",
  ],
  ["over TLS", { options: { ...DEFAULT_MIGRATION_OPTIONS, connection: "tls" } }, "pass supported"],
  ["offline", { options: { ...DEFAULT_MIGRATION_OPTIONS, mode: "offline" } }, "pass supported"],
  ["no virsh migrate at all", { options: { ...DEFAULT_MIGRATION_OPTIONS, mode: "cold-copy" } }, "not-applicable no-command"],
]);
