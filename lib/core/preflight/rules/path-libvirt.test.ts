import type { LibvirtOutcome } from "../probes.ts";
import { testActions } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathLibvirt } from "./path-libvirt.ts";

const reach = (outcome: LibvirtOutcome, hostUuid: string | null): Patch => ({
  probes: { libvirt: done({ outcome, text: outcome === "ok" ? "" : "error: ...", hostUuid }) },
});

testRule(pathLibvirt, [
  ["answers, and is the host that we mean", {}, "pass ok"],
  ["the source itself", reach("ok", "7a6b0000-0000-4000-8000-000000000011"), "block itself"],
  ["a third host", reach("ok", "7a6b0000-0000-4000-8000-000000000013"), "block wrong-host"],
  ["answers without a UUID", reach("ok", null), "pass ok"],
  ["not-allowed", reach("not-allowed", null), "block not-allowed"],
  ["daemon-away", reach("daemon-away", null), "block daemon-away"],
  ["helper-missing", reach("helper-missing", null), "block helper-missing"],
  ["ssh-failed", reach("ssh-failed", null), "block ssh-failed"],
  ["timeout", reach("timeout", null), "block timeout"],
  ["other", reach("other", null), "block other"],
  ["no certificate", { ...reach("certificate", null), options: chosen({ connection: "tls" }) }, "block certificate"],
  ["nothing listens", { ...reach("port-refused", null), options: chosen({ connection: "tcp" }) }, "block port-refused"],
  ["no route", { ...reach("no-route", null), options: chosen({ connection: "tcp" }) }, "block no-route"],
  ["name unknown", { ...reach("unresolvable", null), options: chosen({ connection: "tls" }) }, "block unresolvable"],
  ["dropped", { ...reach("timeout", null), options: chosen({ connection: "tls" }) }, "block timeout"],
  ["we copy, libvirt does not", { ...reach("timeout", null), options: chosen({ mode: "cold-copy" }) }, "not-applicable not-used"],
]);

testActions(pathLibvirt, [
  ["starts libvirt", reach("daemon-away", null), { kind: "start-libvirt", listen: "local" }],
  [
    "starts its TLS port",
    { ...reach("port-refused", null), options: chosen({ connection: "tls" }) },
    { kind: "start-libvirt", listen: "tls" },
  ],
  ["not one without encryption", { ...reach("port-refused", null), options: chosen({ connection: "tcp" }) }, undefined],
  ["not behind a firewall", { ...reach("timeout", null), options: chosen({ connection: "tls" }) }, undefined],
]);
