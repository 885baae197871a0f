import { describe, expect, it } from "vitest";
import { decideRecovery, type RecoveryEvidence } from "./recovery.ts";
import { sideOf } from "./test-support/records.ts";

const running = sideOf("running", "booted");
const absent = sideOf("absent");
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
  ] as const)("%s: %j", (decision, changes) => {
    expect(decideRecovery({ ...base, ...changes })).toBe(decision);
  });
});
