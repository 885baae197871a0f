import type { Domain } from "../../model/domain.ts";
import { modeOf, unpluggedKeys } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/**
 * libvirt: "cannot migrate a domain with <hostdev mode='subsystem' type='pci'>"; a device of this host stays on this host. Devices that the
 * options unplug before are none any more when the migration begins.
 */
export const devicesHostDevices = defineRule({
  id: "devices.host-devices",
  group: "devices",
  scope: "domain",
  reasons: ["none", "unplugged", "attached", "starts-without", "in-state"],
  evaluate: ({ domain, source, options }, say) => {
    const devices = devicesOf(domain);
    if (devices.length === 0) return say.pass("none");
    const unplugged = unpluggedKeys(options);
    const staying = devices.filter(({ key }) => !unplugged.has(key));
    const evidence = () => devices.map(({ text }) => seen(source, "device", text));
    const names = (some: typeof devices) => ({ devices: some.map(({ text }) => text).join(", ") });
    if (staying.length === 0) return say.warn("unplugged", { values: names(devices), evidence });
    const details = {
      values: names(staying),
      evidence,
      fix: fix("detach-device", "source", [virsh("dumpxml", domain.uuid)]),
    };
    switch (modeOf(options)) {
      case "live":
        return say.block("attached", details);
      case "saved-state":
        return say.block("in-state", details);
      case "offline":
      case "cold-copy":
        return say.warn("starts-without", details);
    }
  },
});

/** Passed-through devices and NICs with the keys that options name them by. */
function devicesOf({ hostDevices, nics }: Domain): readonly { readonly key: string; readonly text: string }[] {
  return [
    ...hostDevices.map(({ type, address }) => ({ key: `hostdev:${address}`, text: `${type} ${address}` })),
    ...nics
      .filter(({ type }) => type === "hostdev")
      .map(({ mac }) => ({ key: `nic:${mac.toLowerCase()}`, text: `interface ${mac}` })),
  ];
}
