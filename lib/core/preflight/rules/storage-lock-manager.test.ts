import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { detailed } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { storageLockManager } from "./storage-lock-manager.ts";

const locks = (here: string | null, there: string | null): Patch => ({
  source: detailed({ lockManager: here }),
  destination: detailed({ lockManager: there }),
});

testRule(storageLockManager, [
  ["neither", locks("none", "none"), "pass none"],
  ["both lockd", locks("lockd", "lockd"), "pass same"],
  ["lockd here only", locks("lockd", "none"), "warn one-sided"],
  ["lockd there only", locks("none", "lockd"), "warn one-sided"],
  ["sanlock here only", locks("sanlock", "none"), "block refused"],
  ["sanlock there only", locks("lockd", "sanlock"), "block refused"],
  ["no lease travels", { ...locks("sanlock", "lockd"), options: chosen({ mode: "offline" }) }, "warn one-sided"],
  ["qemu.conf not readable", locks("lockd", null), "unknown not-readable"],
  ["never read", { source: { facts: null } }, "unknown never-read"],
]);
