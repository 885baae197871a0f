import type { HostKey } from "../../model/host.ts";
import { usesSsh } from "../choices.ts";
import { probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import { perObject } from "../memo.ts";
import { defineRule } from "../rule.ts";

/** The source must trust the very key that VirtFerry pinned, else it may send a guest's memory to a stranger. */
export const pathHostKey = defineRule({
  id: "path.host-key",
  group: "security",
  scope: "pair",
  reasons: ["not-used", "same", "other-key", "other-algorithm", "not-known", "unreadable"],
  evaluate: ({ source, destination, options, probes: { ssh } }, say) => {
    if (!usesSsh(options)) return say.notApplicable("not-used");
    if (ssh.kind !== "done") return say.notProbed(ssh);
    const { hostKey } = destination.registration;
    const { knownKeys } = ssh.value;
    const evidence = () => [
      probed(ssh, destination.registration.id, "pinned-key", `${hostKey.algorithm} ${hostKey.fingerprint}`),
      ...(knownKeys ?? []).map((key) => probed(ssh, source.registration.id, "known-key", key)),
    ];
    if (knownKeys === null) return say.unknown("unreadable", () => ({ evidence }));
    const body = pinnedBody(hostKey);
    if (knownKeys.some((key) => key === body || keyBody(key) === body)) return say.pass("same", () => ({ evidence }));
    // path.ssh says what to do about a key that is missing; this rule is about a wrong one.
    if (knownKeys.length === 0) return say.notApplicable("not-known", () => ({ evidence }));
    const values = { fingerprint: hostKey.fingerprint };
    const algorithm = body.split(" ")[0];
    if (knownKeys.some((key) => key.startsWith(`${algorithm} `))) {
      return say.block("other-key", {
        evidence,
        fix: fix("replace-host-key", { runOn: "source", values, apply: { kind: "trust-host-key" } }),
      });
    }
    const advice = fix("trust-host-key", { runOn: "source", values, apply: { kind: "trust-host-key" } });
    return say.warn("other-algorithm", () => ({ evidence, fix: advice }));
  },
});

const pinnedBody = perObject(({ publicKey }: HostKey) => keyBody(publicKey));

/** Algorithm and key, without the comment. */
function keyBody(line: string): string {
  return line.trim().split(/\s+/).slice(0, 2).join(" ");
}
