import type { Probe, SshOutcome } from "../probes.ts";
import { testActions } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathSsh } from "./path-ssh.ts";

const failed: Probe<never> = {
  kind: "failed",
  why: { key: "preflight.common.no-root", values: { host: "hv1", user: "ferry" } },
  atMs: 1,
  commands: [],
};

testRule(pathSsh, [
  ["logs in", {}, "pass ok"],
  [
    "host-key-unknown",
    { probes: { ssh: done({ outcome: "host-key-unknown", text: "Host key verification failed.", knownKeys: [] }) } },
    "block host-key-unknown",
  ],
  [
    "host-key-changed",
    { probes: { ssh: done({ outcome: "host-key-changed", text: "REMOTE HOST IDENTIFICATION HAS CHANGED", knownKeys: [] }) } },
    "block host-key-changed",
  ],
  [
    "denied",
    { probes: { ssh: done({ outcome: "denied", text: "Permission denied (publickey).", knownKeys: [] }) } },
    "block denied",
  ],
  [
    "unresolvable",
    { probes: { ssh: done({ outcome: "unresolvable", text: "Could not resolve hostname", knownKeys: [] }) } },
    "block unresolvable",
  ],
  ["refused", { probes: { ssh: done({ outcome: "refused", text: "Connection refused", knownKeys: [] }) } }, "block refused"],
  ["no-route", { probes: { ssh: done({ outcome: "no-route", text: "No route to host", knownKeys: [] }) } }, "block no-route"],
  ["timeout", { probes: { ssh: done({ outcome: "timeout", text: "timed out", knownKeys: [] }) } }, "block timeout"],
  ["other", { probes: { ssh: done({ outcome: "other", text: "?", knownKeys: [] }) } }, "block other"],
  ["not tried", { probes: { ssh: { kind: "pending" } } }, "unknown not-probed"],
  ["no answer", { probes: { ssh: failed } }, "unknown no-root"],
  ["over TLS", { options: chosen({ connection: "tls" }) }, "not-applicable not-used"],
  ["over TLS, but files are copied", { options: chosen({ mode: "offline", connection: "tls" }) }, "pass ok"],
]);

const ends = (outcome: SshOutcome): Patch => ({ probes: { ssh: done({ outcome, text: "", knownKeys: [] }) } });

testActions(pathSsh, [
  ["lets the source in", ends("denied"), { kind: "authorise-source-key" }],
  ["trusts the pinned key", ends("host-key-unknown"), { kind: "trust-host-key" }],
  ["replaces a changed key by the pinned one", ends("host-key-changed"), { kind: "trust-host-key" }],
  ["cannot mend a network", ends("no-route"), undefined],
]);
