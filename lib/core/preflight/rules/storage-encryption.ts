import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { notReadYet, readDetail, readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";
import { diskText } from "./disks.ts";

/**
 * An encrypted disk, and a network disk that asks who comes, are opened with a secret of libvirt's, by its UUID or usage name: "Secret not found".
 * Secrets do not travel with a VM, and their values are never read here.
 */
export const storageEncryption = defineRule({
  id: "storage.encryption",
  group: "storage",
  reasons: ["none", "present", "missing", "starts-not", "unnamed"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    if (domain.disks.some(({ encrypted }) => encrypted === undefined)) return say.cannotTell(notReadYet(source).why);
    const encrypted = domain.disks.filter((disk) => disk.encrypted);
    const { secrets } = needs.value;
    if (encrypted.length === 0 && secrets.length === 0) return say.notApplicable("none");
    const evidence = [
      ...encrypted.map((disk) => seen(source, "disk", diskText(disk))),
      ...secrets.map((secret) => seen(source, "secret", secret)),
    ];
    const values = { secrets: secrets.join(", "), disks: encrypted.map(({ target }) => target).join(", ") };
    if (secrets.length === 0) return say.unknown("unnamed", { values, evidence, fix: fix("check-with-root", "source") });
    const there = readDetail(destination, (details) => details.secrets);
    if (!there.known) return say.cannotTell(there.why, evidence);
    const both = [...evidence, seen(destination, "secret", there.value.join(", ") || "-")];
    const known = new Set(there.value.map((secret) => secret.toLowerCase()));
    const missing = secrets.filter((secret) => !known.has(secret.toLowerCase()));
    const [first] = missing;
    if (first === undefined) return say.pass("present", { values, evidence: both });
    const details = {
      values: { ...values, secrets: missing.join(", ") },
      evidence: both,
      fix: fix("define-secret", {
        runOn: "destination",
        commands: [virsh("secret-list"), virsh("secret-define", "secret.xml"), virsh("secret-set-value", first, "--interactive")],
        values: { secrets: missing.join(", ") },
      }),
    };
    return carriesState(options) ? say.block("missing", details) : say.warn("starts-not", details);
  },
});
