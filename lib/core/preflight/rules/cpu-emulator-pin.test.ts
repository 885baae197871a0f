import { expect, it } from "vitest";
import { expandCpuList } from "../cpu-list.ts";
import { chosen, traits } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { cpuEmulatorPin } from "./cpu-emulator-pin.ts";

const pin = (emulatorCpus: string, differs: Parameters<typeof traits>[0] = {}): Patch => ({
  options: chosen({ emulatorCpus }),
  probes: traits(differs),
});

testRule(cpuEmulatorPin, [
  ["not pinned", {}, "not-applicable not-used"],
  ["there", pin("2-3,6"), "pass present"],
  ["beyond the last", pin("6-8"), "block missing"],
  ["off at the destination", pin("3", { destination: { onlineCpus: "0-2,4-7" } }), "block missing"],
  ["taken out again", pin("3,^3"), "block nothing-left"],
  ["not readable", pin("3", { source: { onlineCpus: null } }), "unknown unreadable"],
  ["not read", { options: chosen({ emulatorCpus: "3" }) }, "unknown not-probed"],
]);

it.each([
  ["0-3,8", [0, 1, 2, 3, 8]],
  ["0-3,^2", [0, 1, 3]],
  ["5", [5]],
  ["3-1", []],
  ["", []],
  ["x,1", [1]],
])("reads %j as %j", (text, cpus) => {
  expect([...expandCpuList(text)]).toEqual(cpus);
});
