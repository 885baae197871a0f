import { describe, expect, it } from "vitest";
import { decideRecovery, type RecoveryEvidence } from "./recovery.ts";
import { sideOf } from "./test-support/records.ts";

const running = sideOf("running", "booted");
const absent = sideOf("absent");
const sent = { ...sideOf("paused", "post-copy"), jobActive: true };
const sentFailed = { ...sideOf("paused", "post-copy failed"), jobActive: true };
const half = sideOf("running", "post-copy");
const base: RecoveryEvidence = { recordedState: "running", remoteJob: "running", source: running, destination: absent };

describe("decideRecovery", () => {
  it.each([
    ["watch", {}],
    ["watch", { remoteJob: "vanished", source: { ...running, jobActive: true } }],
    ["watch", { destination: sideOf("unreachable") }],
    ["settle", { remoteJob: "ended", source: absent, destination: running }],
    ["settle", { remoteJob: "vanished" }],
    ["settle", { remoteJob: "absent" }],
    ["settle", { remoteJob: "ended", destination: sideOf("unreachable") }],
    ["detached", { source: sideOf("unreachable") }],
    ["detached", { remoteJob: "unknown" }],
    ["not-started", { recordedState: "queued", remoteJob: "absent" }],
    ["not-started", { recordedState: "starting", remoteJob: "absent" }],
    ["not-started", { recordedState: "starting", remoteJob: "absent", destination: sideOf("shut-off", "unknown") }],
    ["watch", { recordedState: "queued", remoteJob: "absent", source: { ...running, jobActive: true } }],
    ["settle", { recordedState: "queued", remoteJob: "absent", source: absent, destination: running }],
    ["detached", { recordedState: "queued", remoteJob: "absent", destination: sideOf("unreachable") }],
    ["watch", { remoteJob: "ended", source: sent, destination: half }],
    ["watch", { remoteJob: "vanished", source: { ...sent, jobActive: false }, destination: half }],
    ["watch", { source: sent, destination: sideOf("unreachable") }],
    ["detached", { source: { ...sent, jobActive: false }, destination: sideOf("unreachable") }],
    ["post-copy-broken", { remoteJob: "ended", source: sentFailed, destination: sideOf("running", "post-copy failed") }],
    ["post-copy-broken", { remoteJob: "unknown", source: sentFailed, destination: half }],
    ["post-copy-broken", { remoteJob: "running", source: sentFailed, destination: half }],
    ["post-copy-broken", { source: sentFailed, destination: sideOf("unreachable") }],
    ["settle", { remoteJob: "ended", source: sentFailed, destination: absent }],
    ["settle", { remoteJob: "ended", source: absent, destination: sideOf("running", "post-copy failed") }],
    ["settle", { remoteJob: "ended", source: sentFailed, destination: sideOf("running", "migrated") }],
    ["watch", { source: sent, destination: sideOf("running", "migrated") }],
  ] as const)("%s: %j", (decision, changes) => {
    expect(decideRecovery({ ...base, ...changes })).toBe(decision);
  });
});
