import { chosen, traits } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageStateFile } from "./storage-state-file.ts";

/** web01 has 128 MiB. */
const room = (source: number | null, destination: number | null): Patch => ({
  options: chosen({ mode: "saved-state" }),
  probes: traits({ source: { saveRoomBytes: source }, destination: { saveRoomBytes: destination } }),
});
const MIB = 1_048_576;

testRule(storageStateFile, [
  ["live", { options: chosen() }, "not-applicable not-saved"],
  ["room on both", room(128 * MIB, 128 * MIB), "pass fits"],
  ["little here", room(127 * MIB, 500 * MIB), "warn may-not-fit"],
  ["little there", room(500 * MIB, 0), "warn may-not-fit"],
  ["not known", room(500 * MIB, null), "unknown unreadable"],
  ["not read", { options: chosen({ mode: "saved-state" }) }, "unknown not-probed"],
]);
