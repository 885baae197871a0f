import type { FileSeen } from "../probes.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { devicesLoader } from "./devices-loader.ts";

const at = (differs: Partial<FileSeen>): Patch => ({
  domain: { loader: "/boot/vmlinuz" },
  probes: {
    files: done(new Map([["/boot/vmlinuz", { exists: true, readable: true, executable: false, sizeBytes: 1, ...differs }]])),
  },
});

testRule(devicesLoader, [
  ["none", {}, "not-applicable none"],
  ["there", at({}), "pass present"],
  ["not there", at({ exists: false, readable: false }), "block missing"],
  ["ours to see, not to read", at({ readable: false }), "unknown unreadable"],
  ["not looked for", { domain: { loader: "/boot/vmlinuz" }, probes: { files: { kind: "pending" } } }, "unknown not-probed"],
]);
