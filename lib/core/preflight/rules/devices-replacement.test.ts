import { chosen, traits } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { devicesReplacement } from "./devices-replacement.ts";

const key = "hostdev:0000:01:00.0";
const by = (replacement: string | null): Patch => ({
  options: chosen({ hostDevices: [{ key, replacement }] }),
  probes: traits(),
});

testRule(devicesReplacement, [
  ["nothing unplugged", {}, "not-applicable none"],
  ["nothing instead", by(null), "pass goes-without"],
  ["a PCI device", by("0000:02:00.0"), "pass present"],
  ["a bridge", by("br0"), "pass present"],
  ["a libvirt network", by("lan"), "pass present"],
  ["a device that is not there", by("0000:09:00.0"), "block missing"],
  ["not read", { options: chosen({ hostDevices: [{ key, replacement: "br0" }] }) }, "unknown not-probed"],
]);
