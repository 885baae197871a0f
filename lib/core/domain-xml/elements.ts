import type { Element, Node } from "@xmldom/xmldom";
import { isXmlText, shown } from "./xml-text.ts";

/** Child elements of `parent` with that name, in their order. Elements in another program's namespace are never found. */
export function children(parent: Element, name: string): Element[] {
  return childElements(parent).filter((element) => element.namespaceURI === null && element.localName === name);
}

/** The first child element with that name; null when there is none. */
export function child(parent: Element, name: string): Element | null {
  return children(parent, name)[0] ?? null;
}

/** The first element at the end of a path of child names; null when a step is missing. */
export function at(parent: Element, ...path: readonly string[]): Element | null {
  return path.reduce<Element | null>((element, name) => element && child(element, name), parent);
}

/** The devices of a `<domain>` with that element name. */
export function devices(domain: Element, name: string): Element[] {
  return children(domain, "devices").flatMap((list) => children(list, name));
}

/** Every child element, whatever its namespace. */
export function childElements(parent: Element): Element[] {
  return [...parent.childNodes].filter(isElement);
}

/** An attribute's value; null when the element or the attribute is absent. */
export function attribute(element: Element | null, name: string): string | null {
  return element?.hasAttribute(name) ? element.getAttribute(name) : null;
}

/** Text of an element without the space around it; null when the element is absent or holds none. */
export function textOf(element: Element | null): string | null {
  return element?.textContent?.trim() || null;
}

/** Sets an attribute. Throws a RangeError when XML cannot carry the value. */
export function setAttribute(element: Element, name: string, value: string): void {
  element.setAttribute(name, carried(value));
}

/** Replaces all that an element holds by text. Throws a RangeError when XML cannot carry it. */
export function setText(element: Element, text: string): void {
  element.textContent = carried(text);
}

/** Takes an element out, with the white space that stood before it; a parent that holds nothing more becomes empty. */
export function remove(element: Element): void {
  const parent = element.parentNode;
  const before = element.previousSibling;
  if (isBlank(before)) parent?.removeChild(before);
  parent?.removeChild(element);
  const rest = parent?.firstChild;
  if (isBlank(rest) && rest.nextSibling === null) parent?.removeChild(rest);
}

/** Makes a child element and puts it before `next`, or at the end, indented as its neighbours are. */
export function insert(parent: Element, name: string, next: Element | null): Element {
  const document = parent.ownerDocument;
  if (document === null) throw new Error("an element without a document");
  const made = document.createElementNS(null, name);
  const last = childElements(parent).at(-1);
  const space = (node: Node | null | undefined) => (isBlank(node) ? node.data : "");
  if (next) {
    parent.insertBefore(made, next);
    parent.insertBefore(document.createTextNode(space(made.previousSibling)), next);
  } else if (last) {
    const after = last.nextSibling;
    parent.insertBefore(document.createTextNode(space(last.previousSibling)), after);
    parent.insertBefore(made, after);
  } else {
    const outer = space(parent.previousSibling);
    parent.appendChild(document.createTextNode(outer && `${outer}  `));
    parent.appendChild(made);
    parent.appendChild(document.createTextNode(outer));
  }
  return made;
}

function carried(value: string): string {
  if (!isXmlText(value)) throw new RangeError(`XML cannot carry ${shown(value)}`);
  return value;
}

/** Tells elements from text and comments. */
export function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}

function isBlank(node: Node | null | undefined): node is Node & { readonly data: string } {
  return node != null && node.nodeType === node.TEXT_NODE && node.nodeValue?.trim() === "";
}
