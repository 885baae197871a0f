import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** Without QEMU's certificates on both hosts a migration's memory stream can only go in clear. */
export const securityTls = defineRule({
  id: "security.tls",
  group: "security",
  scope: "pair",
  reasons: ["ready", "missing", "checked-apart"],
  evaluate: ({ source, destination, options }, say) => {
    if (options?.tls) return say.notApplicable("checked-apart");
    const hosts = [source, destination].map((host) => ({ host, ready: readFact(host, (facts) => facts.tlsReady) }));
    const evidence = () =>
      hosts.flatMap(({ host, ready }) => (ready.known ? [seen(host, "certificates", ready.value ? "✓" : "✗")] : []));
    const without = hosts.filter(({ ready }) => ready.known && !ready.value);
    if (without.length > 0) {
      const names = without.map(({ host }) => host.registration.name).join(", ");
      const runOn = without.some(({ host }) => host === destination) ? "destination" : "source";
      const look = ["ls", "-l", "/etc/pki/qemu", "/etc/pki/libvirt-migrate"];
      return say.warn("missing", {
        values: { hosts: names },
        evidence,
        fix: fix("install-certificates", {
          runOn,
          commands: [look],
          values: { hosts: names },
          apply: { kind: "install-certificates" },
        }),
      });
    }
    for (const { ready } of hosts) if (!ready.known) return say.cannotTell(ready.why);
    return say.pass("ready", { evidence });
  },
});
