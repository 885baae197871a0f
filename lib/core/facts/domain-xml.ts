import type { XmlElement } from "libxml2-wasm";
import type { Domain, DomainNeeds } from "../model/domain.ts";
import type { Fact } from "../model/fact.ts";
import { unknown } from "../model/fact.ts";
import { domainUuid, isDomainUuid } from "../model/ids.ts";
import { amountInBytes, wholeNumber } from "./amount.ts";
import { type DiskDefinition, readDisks } from "./domain-disks.ts";
import { readHostDevices } from "./domain-host-devices.ts";
import { readNeeds } from "./domain-needs.ts";
import { readNics } from "./domain-nics.ts";
import { attributeOf, elementsAt, readXml, textAt } from "./xml.ts";

/** What a domain's XML says: everything of a Domain that is not measured or proven elsewhere. */
export type DomainDefinition = Pick<
  Domain,
  | "uuid"
  | "name"
  | "title"
  | "description"
  | "virtType"
  | "arch"
  | "machine"
  | "emulator"
  | "loader"
  | "nvram"
  | "cpuMode"
  | "cpuXml"
  | "vcpus"
  | "maxVcpus"
  | "memoryBytes"
  | "maxMemoryBytes"
  | "nics"
  | "hostDevices"
  | "kernelFiles"
  | "graphicsListen"
  | "hasVirtiofs"
  | "hasTpm"
> & { readonly disks: readonly DiskDefinition[]; readonly needs: DomainNeeds };

/** Reads `virsh dumpxml` (live, inactive or migratable). */
export function parseDomainXml(text: string): Fact<DomainDefinition> {
  const definition = readXml(text, "domain", readDomain);
  if (definition.known && !isDomainUuid(definition.value.uuid)) return unknown("the domain's XML has no valid uuid");
  return definition;
}

function readDomain(root: XmlElement): DomainDefinition {
  const uuid = textAt(root, "uuid")?.trim().toLowerCase() ?? "";
  const memory = memoryAt(root, "memory") ?? 0;
  const maxVcpus = wholeNumber(textAt(root, "vcpu")) ?? 1;
  const cpu = elementsAt(root, "cpu")[0];
  return {
    uuid: domainUuid(uuid),
    name: textAt(root, "name") ?? "",
    title: textAt(root, "title"),
    description: textAt(root, "description"),
    virtType: attributeOf(root, "type") ?? "",
    arch: textAt(root, "os/type/@arch") ?? "",
    machine: textAt(root, "os/type/@machine") ?? "",
    emulator: textAt(root, "devices/emulator"),
    loader: textAt(root, "os/loader"),
    nvram: textAt(root, "os/nvram/source/@file") ?? (textAt(root, "os/nvram") || null),
    cpuMode: cpu ? attributeOf(cpu, "mode") : null,
    cpuXml: cpu ? cpu.toString() : null,
    vcpus: wholeNumber(textAt(root, "vcpu/@current")) ?? maxVcpus,
    maxVcpus,
    memoryBytes: memoryAt(root, "currentMemory") ?? memory,
    maxMemoryBytes: memory,
    disks: readDisks(root),
    nics: readNics(root),
    hostDevices: readHostDevices(root),
    kernelFiles: elementsAt(root, "os/kernel|os/initrd|os/dtb").map((element) => element.content),
    graphicsListen: graphicsListen(root),
    hasVirtiofs: root.get("devices/filesystem/driver[@type='virtiofs']") !== null,
    hasTpm: root.get("devices/tpm") !== null,
    needs: readNeeds(root),
  };
}

function memoryAt(root: XmlElement, name: "memory" | "currentMemory"): number | null {
  return amountInBytes(textAt(root, name), textAt(root, `${name}/@unit`), "KiB");
}

/** Addresses that VNC and SPICE listen on; each once, the attribute and the `<listen>` element mean the same. */
function graphicsListen(root: XmlElement): string[] {
  const addresses = root.find("devices/graphics/@listen|devices/graphics/listen/@address").map((node) => node.content);
  return [...new Set(addresses.filter((address) => address !== ""))];
}
