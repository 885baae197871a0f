import type { XmlElement } from "libxml2-wasm";
import { type Fact, known, unknown } from "../model/fact.ts";
import type { GuestArch } from "../model/host.ts";
import { wholeNumber } from "./amount.ts";
import { attributeOf, elementsAt, readXml, textAt } from "./xml.ts";

export interface Capabilities {
  readonly hostUuid: Fact<string>;
  readonly arch: string | null;
  readonly cpuModel: Fact<string>;
  readonly cpuVendor: Fact<string>;
  /** The host's `<cpu>` element. */
  readonly hostCpuXml: Fact<string>;
  /** selinux, apparmor, dac; libvirt's "none" left out. */
  readonly securityModels: readonly string[];
  /** Empty on a host without any emulator. */
  readonly guests: readonly GuestArch[];
}

/** Reads `virsh capabilities`. */
export function parseCapabilities(text: string): Fact<Capabilities> {
  return readXml(text, "capabilities", (root) => {
    const cpu = elementsAt(root, "host/cpu")[0];
    return {
      hostUuid: present(textAt(root, "host/uuid")?.trim().toLowerCase(), "capabilities name no host uuid"),
      arch: cpu ? textAt(cpu, "arch") : null,
      cpuModel: present(cpu && textAt(cpu, "model"), "capabilities name no CPU model"),
      cpuVendor: present(cpu && textAt(cpu, "vendor"), "capabilities name no CPU vendor"),
      hostCpuXml: present(cpu?.toString(), "capabilities describe no CPU"),
      securityModels: root
        .find("host/secmodel/model")
        .map((node) => node.content.trim())
        .filter((model) => model !== "" && model !== "none"),
      guests: elementsAt(root, "guest[os_type='hvm']/arch").flatMap(guestArch),
    };
  });
}

function present(text: string | null | undefined, reason: string): Fact<string> {
  return text ? known(text) : unknown(reason);
}

/** Older libvirt repeats emulator and machines below `<domain type='kvm'>`: both lists count. */
function guestArch(arch: XmlElement): GuestArch[] {
  const name = attributeOf(arch, "name");
  const emulator = textAt(arch, "emulator") ?? textAt(arch, "domain/emulator");
  if (!name || !emulator) return [];
  const machineTypes = new Set<string>();
  const maxVcpusByMachine: Record<string, number> = {};
  for (const machine of elementsAt(arch, "machine|domain/machine")) {
    const type = machine.content.trim();
    if (type === "" || type === "__proto__") continue;
    machineTypes.add(type);
    const maxCpus = wholeNumber(attributeOf(machine, "maxCpus"));
    if (maxCpus !== null) maxVcpusByMachine[type] = maxCpus;
  }
  const virtTypes = new Set(elementsAt(arch, "domain").flatMap((domain) => attributeOf(domain, "type") ?? []));
  return [{ arch: name, emulator, virtTypes: [...virtTypes], machineTypes: [...machineTypes], maxVcpusByMachine }];
}
