import type { Element } from "@xmldom/xmldom";
import { child, setText } from "./elements.ts";
import { shown } from "./xml-text.ts";

/** Sets the domain's name. Throws a RangeError for what libvirt refuses: nothing but space, a line end, a slash (it names files after it). */
export function setName(domain: Element, name: string): void {
  if (name.trim() === "" || /[\n/]/.test(name)) throw new RangeError(`not a name for a domain: ${shown(name)}`);
  const element = child(domain, "name");
  if (!element) throw new RangeError("the definition has no <name>");
  setText(element, name);
}
