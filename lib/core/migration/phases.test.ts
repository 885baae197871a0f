import { expect, it } from "vitest";
import type { MigrationOptions } from "../model/options.ts";
import { phasesOf } from "./phases.ts";
import { optionsWith } from "./test-support/plans.ts";

it.each<[string, Partial<MigrationOptions>, string]>([
  ["live", {}, "preparing pre-copy switchover verifying"],
  ["live with disks", { storageCopy: "full" }, "preparing block-copy pre-copy switchover verifying"],
  ["live with post-copy", { postCopy: "by-hand" }, "preparing pre-copy switchover post-copy verifying"],
  [
    "live with post-copy by the time limit",
    { timeoutS: 5, timeoutAction: "post-copy" },
    "preparing pre-copy switchover post-copy verifying",
  ],
  ["offline", { mode: "offline" }, "preparing file-copy defining verifying"],
  ["cold copy", { mode: "cold-copy" }, "preparing file-copy defining verifying"],
  ["saved state", { mode: "saved-state" }, "preparing saving-state file-copy defining restoring verifying"],
  [
    "saved state of a transient VM",
    { mode: "saved-state", persistent: false },
    "preparing saving-state file-copy restoring verifying",
  ],
])("%s goes through its phases in order", (_, options, phases) => {
  expect(phasesOf(optionsWith(options)).join(" ")).toBe(phases);
});
