import type { XmlElement } from "libxml2-wasm";
import type { DomainDefinition } from "./domain-xml.ts";
import { attributeOf, elementsAt, readXml, textAt } from "./xml.ts";

/**
 * In which parts the stored definition differs from the running one, by libvirt's names of the elements: what would change at the next start.
 * Only what an admin would care about is compared: vCPUs, memory, CPU, machine, disks, NICs. libvirt fills in addresses, aliases, defaults and
 * the live CPU by itself, so that a comparison of texts would always find something. `running` is the migratable form.
 */
export function pendingParts(running: DomainDefinition, stored: DomainDefinition): readonly string[] {
  const compared: readonly (readonly [string, unknown, unknown])[] = [
    ["vcpu", [running.vcpus, running.maxVcpus], [stored.vcpus, stored.maxVcpus]],
    // The balloon moves by itself: only the maximum is somebody's choice.
    ["memory", running.maxMemoryBytes, stored.maxMemoryBytes],
    ["os", [running.machine, stored.loader === null ? null : running.loader], [stored.machine, stored.loader]],
    ["emulator", running.emulator, stored.emulator],
    ["cpu", ...cpus(running, stored)],
    ["disk", running.disks.map(disk).sort(), stored.disks.map(disk).sort()],
    ["interface", running.nics.map(nic).sort(), stored.nics.map(nic).sort()],
    [
      "hostdev",
      running.hostDevices.map((device) => device.address).sort(),
      stored.hostDevices.map((device) => device.address).sort(),
    ],
  ];
  return compared.filter(([, now, then]) => JSON.stringify(now) !== JSON.stringify(then)).map(([part]) => part);
}

/** Format, bus and sharing follow the disk; a backing chain is known only while it runs. A drive's medium is meant to change. */
function disk({ target, device, source, cache }: DomainDefinition["disks"][number]): string {
  return JSON.stringify([target, device, device === "disk" || device === "lun" ? [source, cache] : null]);
}

function nic({ mac, type, source, model, portgroup }: DomainDefinition["nics"][number]): string {
  return JSON.stringify([mac, type, source, model, portgroup]);
}

/** A running host-model is a named model with what the host had then: it cannot be compared with the words "host-model". */
function cpus(running: DomainDefinition, stored: DomainDefinition): readonly [unknown, unknown] {
  if (stored.cpuMode !== "custom" && stored.cpuMode !== null) {
    const expanded = stored.cpuMode === "host-model" && running.cpuMode === "custom";
    return [expanded ? stored.cpuMode : running.cpuMode, stored.cpuMode];
  }
  return [cpuParts(running.cpuXml), cpuParts(stored.cpuXml)];
}

/** Model, features and topology of a `<cpu>` element. */
function cpuParts(xml: string | null): unknown {
  if (xml === null) return null;
  const read = readXml(xml, "cpu", (root: XmlElement) => [
    textAt(root, "model"),
    elementsAt(root, "feature")
      .map((feature) => `${attributeOf(feature, "name")} ${attributeOf(feature, "policy") ?? "require"}`)
      .sort(),
    ["sockets", "dies", "cores", "threads"].map((name) => textAt(root, `topology/@${name}`)),
  ]);
  return read.known ? read.value : xml;
}
