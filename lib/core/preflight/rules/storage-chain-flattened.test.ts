import { testChoices } from "../test-support/choices.ts";
import { BASE, copying, images } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { storageChainFlattened } from "./storage-chain-flattened.ts";

const overlay = images({ vda: { source: { backingPath: BASE.path, backingFormat: "qcow2" } } });
const guest = "db02";

testRule(storageChainFlattened, [
  ["no copy", { guest }, "not-applicable no-copy"],
  ["an image without a chain", { guest, options: copying(), probes: images() }, "pass no-chain"],
  ["an overlay", { guest, options: copying(), probes: overlay }, "warn flattened"],
  ["incremental", { guest, options: copying({ storageCopy: "incremental" }), probes: overlay }, "not-applicable not-full"],
  ["a copy of the file", { guest, options: copying({ mode: "offline" }), probes: overlay }, "not-applicable not-full"],
]);

testChoices(storageChainFlattened, [
  ["keep the chain", { guest, options: copying(), probes: overlay }, ["copy vda incremental"]],
  [
    "not where a disk has none",
    {
      guest: "mix03",
      options: copying({ copiedDisks: ["vda", "vdb"] }),
      probes: images({ vda: { source: { backingPath: BASE.path, backingFormat: "qcow2" } }, vdb: {} }),
    },
    [],
  ],
]);
