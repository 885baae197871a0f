import { readFact } from "../context.ts";
import { seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** What is plugged in after the migration must be there: a PCI or USB device, an mdev, a bridge, a libvirt network or a network device. */
export const devicesReplacement = defineRule({
  id: "devices.replacement",
  group: "devices",
  scope: "pair",
  reasons: ["none", "goes-without", "present", "missing"],
  evaluate: ({ destination, options, probes: { traits } }, say) => {
    const chosen = options?.hostDevices ?? [];
    if (chosen.length === 0) return say.notApplicable("none");
    const wanted = chosen.flatMap(({ replacement }) => replacement ?? []);
    if (wanted.length === 0) return say.pass("goes-without");
    if (traits.kind !== "done") return say.notProbed(traits);
    const networks = readFact(destination, (facts) => facts.networks);
    const { devices } = traits.value.destination;
    const isThere = (name: string): boolean =>
      devices.has(name) || devices.has(name.toLowerCase()) || (networks.known && networks.value.some((one) => one.name === name));
    const evidence = () => wanted.map((name) => seenOn(traits, destination, "device", `${name} ${isThere(name) ? "✓" : "✗"}`));
    const missing = wanted.filter((name) => !isThere(name));
    const values = { devices: (missing.length > 0 ? missing : wanted).join(", ") };
    if (missing.length === 0) return say.pass("present", { values, evidence });
    return say.block("missing", {
      values,
      evidence,
      fix: fix("choose-device", "destination", [["virsh", "-c", "qemu:///system", "nodedev-list", "--tree"]]),
    });
  },
});
