import type { FileSeen } from "../probes.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { machineEmulator } from "./machine-emulator.ts";

const seen = (differs: Partial<FileSeen>): Patch => ({
  domain: { emulator: "/usr/libexec/qemu-kvm" },
  probes: {
    files: done(
      new Map([["/usr/libexec/qemu-kvm", { exists: true, readable: true, executable: true, sizeBytes: 1, ...differs }]]),
    ),
  },
});

testRule(machineEmulator, [
  ["there", {}, "pass present"],
  ["not named", { domain: { emulator: null } }, "pass default"],
  ["not there", seen({ exists: false, readable: false, executable: false }), "block missing"],
  ["there, but not to be run", seen({ executable: false }), "block not-executable"],
  ["listed by libvirt, not looked for", { probes: { files: { kind: "pending" } } }, "pass offered"],
  ["neither", { domain: { emulator: "/opt/qemu" }, probes: { files: { kind: "pending" } } }, "unknown not-probed"],
]);
