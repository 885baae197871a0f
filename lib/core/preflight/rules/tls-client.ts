import { commandsOf, seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { tlsOrFinding } from "./tls-common.ts";

/** Whether the destination asks who sends it a guest (migrate_tls_x509_verify). Without that, whoever reaches the port first may. */
export const tlsClient = defineRule({
  id: "tls.client",
  group: "security",
  scope: "domain",
  reasons: ["not-used", "asked", "no-certificate", "not-asked", "conf-unreadable"],
  evaluate: (context, say) => {
    const found = tlsOrFinding(context, say);
    if ("finding" in found) return found.finding;
    const { tls } = found;
    const { source, destination } = tls.value;
    const evidence = () => [
      ...commandsOf(tls),
      seenOn(tls, context.destination, "setting", `migrate_tls_x509_verify = ${destination.verify ? 1 : 0}`),
    ];
    if (!destination.confReadable) return say.unknown("conf-unreadable", { evidence });
    if (!destination.verify) {
      const look = ["grep", "-n", "tls_x509_verify", "/etc/libvirt/qemu.conf"];
      return say.warn("not-asked", { evidence, fix: fix("verify-clients", "destination", [look]) });
    }
    if (source.certificates["client-cert"].kind === "missing" || !source.files["client-key"].exists) {
      const advice = fix("set-up-encryption", {
        runOn: "source",
        commands: [["ls", "-l", source.folder]],
        values: { hosts: context.source.registration.name },
        apply: { kind: "install-certificates" },
      });
      return say.block("no-certificate", { evidence, fix: advice });
    }
    return say.pass("asked", { evidence });
  },
});
