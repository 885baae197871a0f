import { usesDataPorts } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { readAddresses } from "./addresses.ts";

const EVERYWHERE = ["0.0.0.0", "::"];

/** libvirt: "Failed to bind socket: Cannot assign requested address"; and memory that goes to another address finds nobody. */
export const pathListenAddress = defineRule({
  id: "path.listen-address",
  group: "path",
  scope: "pair",
  reasons: ["not-chosen", "anywhere", "present", "missing", "other-address"],
  evaluate: ({ destination, options, probes: { migrateTo, hostname } }, say) => {
    const address = options?.listenAddress ?? null;
    if (address === null || !usesDataPorts(options)) return say.notApplicable("not-chosen");
    if (EVERYWHERE.includes(address)) return say.pass("anywhere", { values: { address } });
    const own = readAddresses(destination);
    if (!own.known) return say.cannotTell(own.why);
    const evidence = () => [seen(destination, "addresses", own.value.join(", ") || "-"), seen(destination, "listen", address)];
    const advice = fix("choose-address", "destination", [["ip", "-br", "addr"]]);
    const values = { address, sent: "" };
    if (!own.value.includes(address)) return say.block("missing", { values, evidence, fix: advice });
    const sent = options?.migrateAddress
      ? migrateTo.kind === "done" && migrateTo.value.addresses
      : hostname.kind === "done" && hostname.value.resolved;
    if (sent && sent.length > 0 && !sent.includes(address)) {
      return say.block("other-address", { values: { address, sent: sent.join(", ") }, evidence, fix: advice });
    }
    return say.pass("present", { values, evidence });
  },
});
