import { expect, it } from "vitest";
import { DEFAULT_MIGRATION_OPTIONS } from "./options.ts";
import { serverDoes } from "./server-does.ts";

const keys = (options: Partial<typeof DEFAULT_MIGRATION_OPTIONS>, autostart = false) =>
  serverDoes({ ...DEFAULT_MIGRATION_OPTIONS, ...options }, { autostart }).map(({ key }) => key.replace("steps.server-does.", ""));

it.each([
  ["nothing by default", {}, false, []],
  ["the downtime limit", { maxDowntimeMs: 500 }, false, ["downtime"]],
  [
    "virsh's timers",
    { timeoutS: 60, ladder: [{ afterS: 5, action: { kind: "abort" } }] },
    false,
    ["time-limit-suspend", "ladder"],
  ],
  ["the switch after the first pass", { postCopy: "after-first-pass" }, false, ["after-first-pass"]],
  ["autostart, which libvirt does not carry", {}, true, ["autostart"]],
  ["no autostart for a clone or a VM that becomes transient", { persistent: false }, true, []],
  ["no timers where nothing is copied by QEMU", { mode: "offline", timeoutS: 60 }, false, []],
] as const)("says %s", (_, options, autostart, expected) => {
  expect(keys(options, autostart)).toEqual(expected);
});
