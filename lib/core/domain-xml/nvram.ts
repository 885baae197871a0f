import type { Element } from "@xmldom/xmldom";
import { at, attribute, child, setAttribute, setText, textOf } from "./elements.ts";
import { shown } from "./xml-text.ts";

/**
 * File (or device) that keeps a domain's firmware variables: `<nvram>` with text, with a `<source>` (libvirt 8.5), or `<varstore>`.
 * Null when the definition names none: libvirt chooses one at the first start.
 */
export function nvramPath(domain: Element): string | null {
  const nvram = at(domain, "os", "nvram");
  const source = nvram && child(nvram, "source");
  if (source) return attribute(source, "file") ?? attribute(source, "dev");
  return textOf(nvram) ?? attribute(at(domain, "os", "varstore"), "path");
}

/** Sets that path. Throws a RangeError when the definition has no NVRAM, or one on the network, or the path is not absolute. */
export function setNvramPath(domain: Element, path: string): void {
  if (!path.startsWith("/") || path.endsWith("/")) throw new RangeError(`not a path for the NVRAM: ${shown(path)}`);
  const nvram = at(domain, "os", "nvram");
  const varstore = at(domain, "os", "varstore");
  const source = nvram && child(nvram, "source");
  if (source) {
    const name = { file: "file", block: "dev" }[attribute(nvram, "type") ?? "file"];
    if (name === undefined) throw new RangeError("the NVRAM is neither a file nor a device");
    setAttribute(source, name, path);
  } else if (nvram) setText(nvram, path);
  else if (varstore) setAttribute(varstore, "path", path);
  else throw new RangeError("the definition has no <nvram>");
}
