import { type Fact, known, unknown } from "../model/fact.ts";
import { attributeOf, elementsAt, readXml, textAt } from "./xml.ts";

/** A `<cpu>` element of libvirt, read. */
export interface CpuElement {
  readonly mode: string | null;
  readonly model: string | null;
  readonly vendor: string | null;
  /** Features with policy require or force, or without one, in the text's order. */
  readonly required: readonly string[];
  /** Features with policy disable or forbid. */
  readonly disabled: readonly string[];
}

/**
 * The CPU that `virsh domcapabilities` offers as host-model, as a `<cpu>` element that `hypervisor-cpu-baseline` takes (the mode's model,
 * vendor and features): what this host's QEMU can give to a guest, as far as it may migrate. Unknown where libvirt offers none.
 */
export function hostModelCpu(domcapabilities: string): Fact<{ readonly xml: string; readonly vendor: string | null }> {
  const read = readXml(domcapabilities, "domainCapabilities", (root) => {
    const mode = elementsAt(root, "cpu/mode[@name='host-model'][@supported='yes']")[0];
    if (!mode) return null;
    const parts = elementsAt(mode, "model | vendor | feature").map((element) => element.toString({ format: false }));
    return { xml: `<cpu>${parts.join("")}</cpu>`, vendor: textAt(mode, "vendor") };
  });
  if (!read.known) return read;
  return read.value === null ? unknown("libvirt offers no host-model CPU here") : known(read.value);
}

/** Reads a `<cpu>` element, as `hypervisor-cpu-baseline` and `cpu-baseline` print it or a domain has it. */
export function parseCpuElement(text: string): Fact<CpuElement> {
  return readXml(text.trim(), "cpu", (root) => {
    const features = elementsAt(root, "feature").flatMap((feature) => {
      const name = attributeOf(feature, "name");
      return name === null ? [] : [{ name, policy: attributeOf(feature, "policy") ?? "require" }];
    });
    const named = (...policies: string[]) => features.filter(({ policy }) => policies.includes(policy)).map(({ name }) => name);
    return {
      mode: attributeOf(root, "mode"),
      model: textAt(root, "model")?.trim() ?? null,
      vendor: textAt(root, "vendor"),
      required: named("require", "force"),
      disabled: named("disable", "forbid"),
    };
  });
}

/**
 * A guest's `<cpu>` in the form of a host's, which `virsh cpu-baseline` takes: architecture, model and the features that it adds. Unknown for a CPU
 * without a model (host-model of a VM that is off: it is made when it starts).
 */
export function asHostCpu(cpuXml: string, arch: string): Fact<string> {
  const read = readXml(cpuXml, "cpu", (root) => {
    const model = elementsAt(root, "model")[0]?.content.trim();
    if (!model) return null;
    const added = elementsAt(root, "feature")
      .filter((feature) => ["require", "force", null].includes(attributeOf(feature, "policy")))
      .map((feature) => `<feature name="${escaped(attributeOf(feature, "name") ?? "")}"/>`);
    return `<cpu><arch>${escaped(arch)}</arch><model>${escaped(model)}</model>${added.join("")}</cpu>`;
  });
  if (!read.known) return read;
  return read.value === null ? unknown("this CPU names no model") : known(read.value);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
