import type { Element } from "@xmldom/xmldom";
import type { BootFiles, TpmState } from "../model/domain-xml.ts";
import type { DomainUuid } from "../model/ids.ts";
import { at, attribute, child, children, devices, textOf } from "./elements.ts";
import { nvramPath } from "./nvram.ts";
import { parseXml } from "./parse-document.ts";

const DIRECT_BOOT = ["kernel", "initrd", "dtb", "shim"];

/**
 * The files beside its disks that a domain needs to boot, as `dumpxml --inactive` names them. What libvirt chooses by itself is not in there:
 * the NVRAM of `firmware='efi'` before the first start, and the TPM's state (see `tpmStateFolder`).
 * Throws a RangeError for text that is not a domain's XML.
 */
export function readBootFiles(inactiveXml: string): BootFiles {
  const { root } = parseXml(inactiveXml, ["domain"]);
  const os = child(root, "os");
  const files = os ? DIRECT_BOOT.flatMap((name) => children(os, name)) : [];
  const acpi = os ? children(os, "acpi").flatMap((part) => children(part, "table")) : [];
  return {
    nvram: nvramPath(root),
    nvramTemplate: attribute(at(root, "os", "nvram"), "template") ?? attribute(at(root, "os", "varstore"), "template"),
    loader: textOf(at(root, "os", "loader")),
    tpm: tpmOf(root),
    kernelFiles: [...files, ...acpi].flatMap((file) => textOf(file) ?? []),
  };
}

/** The folder in which libvirt's system daemon keeps the emulated TPM of that domain (its `swtpmStorageDir`). */
export function tpmStateFolder(uuid: DomainUuid): string {
  return `/var/lib/libvirt/swtpm/${uuid}`;
}

function tpmOf(domain: Element): TpmState | null {
  // POWER guests may have a proxy to the host's TPM beside their own.
  const own = devices(domain, "tpm").find((tpm) => attribute(tpm, "model") !== "spapr-tpm-proxy");
  const backend = own && child(own, "backend");
  if (!backend) return null;
  const type = attribute(backend, "type") ?? "";
  return {
    backend: type,
    version: attribute(backend, "version"),
    statePath: type === "emulator" ? attribute(child(backend, "source"), "path") : null,
  };
}
