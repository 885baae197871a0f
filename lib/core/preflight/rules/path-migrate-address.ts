import { usesDataPorts } from "../choices.ts";
import { commandsOf, probed, seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { isLoopback, readAddresses } from "./addresses.ts";

/** `--migrateuri` sends a guest's memory to whatever answers there: the address must be one of the destination. */
export const pathMigrateAddress = defineRule({
  id: "path.migrate-address",
  group: "path",
  scope: "pair",
  reasons: ["not-chosen", "ok", "unresolvable", "loopback", "elsewhere"],
  evaluate: ({ source, destination, options, probes: { migrateTo } }, say) => {
    const address = options?.migrateAddress ?? null;
    if (address === null || !usesDataPorts(options)) return say.notApplicable("not-chosen");
    if (migrateTo.kind !== "done") return say.notProbed(migrateTo);
    const own = readAddresses(destination);
    if (!own.known) return say.cannotTell(own.why);
    const { addresses } = migrateTo.value;
    const values = { address, resolved: addresses.join(", ") || "-" };
    const evidence = () => [
      ...commandsOf(migrateTo),
      probed(migrateTo, source.registration.id, "address", values.resolved),
      seen(destination, "addresses", own.value.join(", ") || "-"),
    ];
    const advice = fix("choose-address", "destination", [["ip", "-br", "addr"]]);
    if (addresses.length === 0) return say.block("unresolvable", { values, evidence, fix: advice });
    if (addresses.some(isLoopback)) return say.block("loopback", { values, evidence, fix: advice });
    return addresses.some((one) => own.value.includes(one))
      ? say.pass("ok", { values, evidence })
      : say.block("elsewhere", { values, evidence, fix: advice });
  },
});
