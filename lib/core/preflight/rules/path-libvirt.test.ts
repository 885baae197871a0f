import type { LibvirtOutcome } from "../probes.ts";
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
]);
