import { chosen } from "../test-support/chosen.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { devicesUnmovable } from "./devices-unmovable.ts";

const vdpa = { domain: needing({ unmovable: ["interface vdpa /dev/vhost-vdpa-0", "disk nvme vdb"] }) };

testRule(devicesUnmovable, [
  ["none", { domain: needing({}) }, "pass none"],
  ["live", vdpa, "block refused"],
  ["saved to a file", { ...vdpa, options: chosen({ mode: "saved-state" }) }, "block refused"],
  ["off", { ...vdpa, options: chosen({ mode: "offline" }) }, "warn starts-without"],
]);
