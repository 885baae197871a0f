import { testActions } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathHostKey } from "./path-host-key.ts";

const keys = (...knownKeys: string[]): Patch => ({ probes: { ssh: done({ outcome: "ok", text: "", knownKeys }) } });

testRule(pathHostKey, [
  ["the pinned key", {}, "pass same"],
  ["the pinned key among others", keys("ssh-rsa AAAA", "ssh-ed25519 AAAAhv2"), "pass same"],
  ["another key of the same kind", keys("ssh-ed25519 AAAAevil"), "block other-key"],
  ["keys of other kinds only", keys("ssh-rsa AAAA"), "warn other-algorithm"],
  ["no key", keys(), "not-applicable not-known"],
  ["known hosts not readable", { probes: { ssh: done({ outcome: "ok", text: "", knownKeys: null }) } }, "unknown unreadable"],
  ["over TLS", { ...keys("ssh-ed25519 AAAAevil"), options: chosen({ connection: "tls" }) }, "not-applicable not-used"],
]);

testActions(pathHostKey, [
  ["replaces another key", keys("ssh-ed25519 AAAAevil"), { kind: "trust-host-key" }],
  ["adds the pinned key", keys("ssh-rsa AAAA"), { kind: "trust-host-key" }],
]);
