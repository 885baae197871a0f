import { testChoices } from "../test-support/choices.ts";
import { chosen, cloning } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { identityState } from "./identity-state.ts";

testRule(identityState, [
  ["running", {}, "pass running"],
  ["blocked on I/O is running", { domain: { state: "blocked" } }, "pass running"],
  ["paused: user", { domain: { state: "paused", stateReason: "user" } }, "warn paused"],
  ["paused: I/O error", { domain: { state: "paused", stateReason: "I/O error" } }, "block paused-broken"],
  ["paused: ioerror", { domain: { state: "paused", stateReason: "ioerror" } }, "block paused-broken"],
  ["paused: post-copy failed", { domain: { state: "paused", stateReason: "post-copy failed" } }, "block paused-broken"],
  ["paused: migrating", { domain: { state: "paused", stateReason: "migrating" } }, "block paused-broken"],
  ["shut-off, nobody has chosen", { domain: { state: "shut-off", stateReason: "destroyed" } }, "warn needs-offline"],
  ["pm-suspended: unknown", { domain: { state: "pm-suspended", stateReason: "unknown" } }, "block suspended"],
  ["shutting-down: user", { domain: { state: "shutting-down", stateReason: "user" } }, "block shutting-down"],
  ["crashed: panicked", { domain: { state: "crashed", stateReason: "panicked" } }, "block crashed"],
  ["no-state: unknown", { domain: { state: "no-state", stateReason: "unknown" } }, "unknown no-state"],
  ["shut off, offline", { domain: { state: "shut-off" }, options: chosen({ mode: "offline" }) }, "pass off"],
  ["shut off, live", { domain: { state: "shut-off" }, options: chosen() }, "block shut-off"],
  ["shut off, saved state", { domain: { state: "shut-off" }, options: chosen({ mode: "saved-state" }) }, "block shut-off"],
  ["running, saved state", { options: chosen({ mode: "saved-state" }) }, "pass running"],
  ["running, offline", { options: chosen({ mode: "offline" }) }, "block must-be-off"],
  [
    "paused, copied",
    { domain: { state: "paused", stateReason: "user" }, options: chosen({ mode: "cold-copy" }) },
    "block must-be-off",
  ],
  ["shutting down, offline", { domain: { state: "shutting-down" }, options: chosen({ mode: "offline" }) }, "block shutting-down"],
  ["no state, offline", { domain: { state: "no-state" }, options: chosen({ mode: "offline" }) }, "unknown no-state"],
]);

const off = { state: "shut-off" } as const;

testChoices(identityState, [
  ["off: offline", { domain: off }, ["mode offline"]],
  ["off, though live was chosen", { domain: off, options: chosen({ postCopy: "by-hand", tls: true }) }, ["mode offline"]],
  ["off, without a definition", { domain: { ...off, persistent: false }, options: chosen() }, []],
  ["running, though offline was chosen", { options: chosen({ mode: "offline", copiedDisks: ["vda"] }) }, ["mode live"]],
  ["running, to be cloned", { options: cloning() }, []],
  ["paused, though offline was chosen", { domain: { state: "paused" }, options: chosen({ mode: "offline" }) }, []],
]);
