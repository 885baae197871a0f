import { usesDataPorts } from "../choices.ts";
import { probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/**
 * Where interfaces allow larger packets than something on the way carries, the handshake works and the memory stream hangs: the migration stands still
 * until it is given up. A warning, since a firewall may drop large pings alone.
 */
export const pathMtu = defineRule({
  id: "path.mtu",
  group: "path",
  scope: "pair",
  reasons: ["not-used", "not-tried", "carried", "told", "lost"],
  evaluate: ({ source, options, probes: { hostname } }, say) => {
    // Another address may take another way.
    if (!usesDataPorts(options) || (options?.migrateAddress ?? null) !== null) return say.notApplicable("not-used");
    if (hostname.kind !== "done") return say.notProbed(hostname);
    const seen = hostname.value.largePackets ?? null;
    if (seen === null) return say.notApplicable("not-tried");
    const values = { device: seen.device, mtu: String(seen.mtu), name: hostname.value.announced };
    const evidence = () => [probed(hostname, source.registration.id, "mtu", `${seen.device}: ${seen.mtu}`)];
    if (seen.fate === "whole") return say.pass("carried", () => ({ values, evidence }));
    if (seen.fate === "told") return say.pass("told", () => ({ values, evidence }));
    const overhead = hostname.value.resolved[0]?.includes(":") ? 48 : 28;
    const ping = ["ping", "-c", "1", "-M", "do", "-s", String(seen.mtu - overhead), hostname.value.announced];
    return say.warn("lost", () => ({
      values,
      evidence,
      fix: fix("same-path-mtu", { runOn: "source", commands: [ping], values }),
    }));
  },
});
