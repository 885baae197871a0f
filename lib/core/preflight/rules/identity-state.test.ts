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
  ["shut-off: destroyed", { domain: { state: "shut-off", stateReason: "destroyed" } }, "block shut-off"],
  ["pm-suspended: unknown", { domain: { state: "pm-suspended", stateReason: "unknown" } }, "block suspended"],
  ["shutting-down: user", { domain: { state: "shutting-down", stateReason: "user" } }, "block shutting-down"],
  ["crashed: panicked", { domain: { state: "crashed", stateReason: "panicked" } }, "block crashed"],
  ["no-state: unknown", { domain: { state: "no-state", stateReason: "unknown" } }, "unknown no-state"],
]);
