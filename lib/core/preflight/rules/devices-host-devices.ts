import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt: "cannot migrate a domain with <hostdev mode='subsystem' type='pci'>"; a device of this host stays on this host. */
export const devicesHostDevices = defineRule({
  id: "devices.host-devices",
  group: "devices",
  reasons: ["none", "attached"],
  evaluate: ({ domain, source }, say) => {
    const nics = domain.nics.filter(({ type }) => type === "hostdev").map(({ mac }) => `interface ${mac}`);
    const devices = [...domain.hostDevices.map(({ type, address }) => `${type} ${address}`), ...nics];
    if (devices.length === 0) return say.pass("none");
    return say.block("attached", {
      values: { devices: devices.join(", ") },
      evidence: devices.map((device) => seen(source, "device", device)),
      fix: fix("detach-device", "source", [virsh("dumpxml", domain.uuid)]),
    });
  },
});
