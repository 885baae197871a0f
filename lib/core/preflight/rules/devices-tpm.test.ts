import { chosen, cloning } from "../test-support/chosen.ts";
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
  ["its state is copied", { ...tpm(true), options: chosen({ mode: "offline" }) }, "pass state-copied"],
  ["a clone", { ...tpm(true), options: cloning() }, "warn clone-same-state"],
  ["copied to where there is no emulator", { ...tpm(false), options: chosen({ mode: "offline" }) }, "block emulator-missing"],
]);
