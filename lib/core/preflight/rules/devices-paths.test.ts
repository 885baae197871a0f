import { testActions } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { done, type Patch } from "../test-support/lab.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { devicesPaths } from "./devices-paths.ts";

const file = { exists: true, readable: true, executable: true, sizeBytes: 1 };
const behind = (path: string, ...there: string[]): Patch => ({
  domain: needing({ devicePaths: [path] }),
  probes: { files: done(new Map(there.map((one) => [one, file]))) },
});

testRule(devicesPaths, [
  ["none", { domain: needing({}) }, "not-applicable none"],
  ["libvirt's own socket", behind("/var/lib/libvirt/qemu/channel/target/x"), "not-applicable none"],
  ["the log's folder is there", behind("/var/log/guests/web01.log", "/var/log/guests"), "pass present"],
  ["the log's folder is not", behind("/var/log/guests/web01.log"), "block no-folder"],
  ["off", { ...behind("/srv/console.sock"), options: chosen({ mode: "offline" }) }, "warn no-folder"],
  ["a serial port of the host", behind("/dev/ttyS0", "/dev/ttyS0"), "pass present"],
  ["no such port", behind("/dev/ttyUSB3", "/dev"), "block no-device"],
  ["not looked at", { ...behind("/srv/a.log"), probes: { files: { kind: "pending" } } }, "unknown not-probed"],
]);

testActions(devicesPaths, [
  ["makes the folder", behind("/var/log/guests/web01.log"), { kind: "create-folder", path: "/var/log/guests" }],
  ["makes no device", behind("/dev/ttyUSB3"), undefined],
]);
