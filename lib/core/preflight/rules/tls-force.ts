import type { HostSnapshot } from "../../model/host.ts";
import { optionsChoice } from "../choice-of.ts";
import { usesDataPorts } from "../choices.ts";
import { commandsOf, seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/**
 * A host may be set to let nothing go in clear (migrate_tls_force): "this libvirtd instance allows migration only with VIR_MIGRATE_TLS flag". What is
 * tunnelled is let through: libvirt's own connection carries it.
 */
export const tlsForce = defineRule({
  id: "tls.force",
  group: "security",
  scope: "pair",
  reasons: ["not-used", "not-forced", "encrypted", "forced", "conf-unreadable"],
  evaluate: ({ source, destination, options, probes: { tls } }, say) => {
    if (options === null || !usesDataPorts(options)) return say.notApplicable("not-used");
    if (tls.kind !== "done") return options.tls ? say.pass("encrypted") : say.notProbed(tls);
    const sides = [
      { host: source, side: tls.value.source, runOn: "source" as const },
      { host: destination, side: tls.value.destination, runOn: "destination" as const },
    ];
    const setting = (force: boolean) => `migrate_tls_force = ${force ? 1 : 0}`;
    const evidence = () => [
      ...commandsOf(tls),
      ...sides.map(({ host, side }) => seenOn(tls, host, "setting", side.confReadable ? setting(side.force) : "?")),
    ];
    if (options.tls) return say.pass("encrypted", { evidence });
    const forcing = sides.filter(({ side }) => side.force);
    const [first] = forcing;
    if (first) {
      const values = { host: namesOf(forcing.map(({ host }) => host)) };
      const look = ["grep", "-n", "migrate_tls_force", "/etc/libvirt/qemu.conf"];
      const together = !options.zeroCopy && options.disksSocket === null;
      const choices = together ? [optionsChoice("use-tls", { tls: true })] : [];
      return say.block("forced", {
        values,
        evidence,
        fix: fix("switch-tls-on", { runOn: first.runOn, commands: [look], values, choices }),
      });
    }
    const dark = sides.filter(({ side }) => !side.confReadable);
    if (dark.length > 0)
      return say.unknown("conf-unreadable", { values: { host: namesOf(dark.map(({ host }) => host)) }, evidence });
    return say.pass("not-forced", { evidence });
  },
});

function namesOf(hosts: readonly HostSnapshot[]): string {
  return hosts.map(({ registration }) => registration.name).join(", ");
}
