import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { devicesTpm } from "./devices-tpm.ts";

const tpm = (exists: boolean): Patch => ({
  domain: { hasTpm: true },
  probes: { files: done(new Map([["swtpm", { exists, readable: exists, executable: exists, sizeBytes: null }]])) },
});

testRule(devicesTpm, [
  ["none", {}, "pass none"],
  ["swtpm there", tpm(true), "warn emulator-present"],
  ["no swtpm there", tpm(false), "block emulator-missing"],
  ["not looked for", { domain: { hasTpm: true }, probes: { files: { kind: "pending" } } }, "unknown not-probed"],
]);
