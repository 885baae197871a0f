import { listenChoice } from "../choice-of.ts";
import { modeOf } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { readAddresses } from "./addresses.ts";

const EVERYWHERE = /^(0\.0\.0\.0|::|\[::\]|127\..*|::1|localhost)$/;

/** A console bound to an address of the source cannot be opened on the destination. */
export const devicesGraphicsListen = defineRule({
  id: "devices.graphics-listen",
  group: "devices",
  reasons: ["none", "anywhere", "present", "missing"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const own = domain.graphicsListen.filter((address) => address !== "");
    if (own.length === 0) return say.notApplicable("none");
    const listens = options?.graphicsListen ? [options.graphicsListen] : own;
    const specific = listens.filter((address) => !EVERYWHERE.test(address));
    const evidence = listens.map((address) => seen(source, "listen", address));
    if (specific.length === 0) return say.pass("anywhere", { evidence });
    const addresses = readAddresses(destination);
    if (!addresses.known) return say.cannotTell(addresses.why);
    const missing = specific.filter((address) => !addresses.value.includes(address));
    const values = { address: missing[0] ?? specific[0] ?? "" };
    const both = [...evidence, seen(destination, "addresses", addresses.value.join(", ") || "-")];
    if (missing.length === 0) return say.pass("present", { values, evidence: both });
    return say.block("missing", {
      values,
      evidence: both,
      fix: fix("listen-everywhere", {
        runOn: "source",
        commands: [virsh("edit", domain.uuid)],
        // libvirt moves the definition of a VM that is off as it is.
        choices: modeOf(options) === "offline" ? [] : [listenChoice("0.0.0.0")],
      }),
    });
  },
});
