import type { Element, Node } from "@xmldom/xmldom";
import { at, attribute, childElements, devices, isElement, setAttribute, setText } from "./elements.ts";
import { parseXml } from "./parse-document.ts";
import { toText } from "./to-text.ts";

/** What stands in the place of a secret. */
const HIDDEN = "***";

/**
 * A copy of an element, its content indented by two spaces a level, without other white space between elements. Mixed content stays as it is.
 * It only ever appends: xmldom counts all siblings anew for each insertion elsewhere.
 */
export function indented(element: Element, level = 0): Element {
  const nodes = [...element.childNodes];
  const laidOut = nodes.some(isElement) || nodes.some((node) => isText(node) && node.nodeValue?.includes("\n"));
  if (!laidOut || nodes.some((node) => isText(node) && node.nodeValue?.trim() !== "")) return element.cloneNode(true) as Element;
  const copy = element.cloneNode(false) as Element;
  for (const node of nodes.filter((one) => !isText(one))) {
    copy.appendChild(lineEnd(element, level + 1));
    copy.appendChild(isElement(node) ? indented(node, level + 1) : node.cloneNode(true));
  }
  if (copy.firstChild) copy.appendChild(lineEnd(element, level));
  return copy;
}

/**
 * A domain's definition as lines to compare and to show: indented anew, with one way of quoting. Secrets that `dumpxml --migratable` tells
 * (consoles' passwords, cookies of network disks) are hidden. Throws a RangeError for text that is not a domain's XML.
 */
export function indentedLines(xml: string): readonly string[] {
  const { document, root } = parseXml(xml, ["domain"]);
  for (const graphics of devices(root, "graphics")) {
    if (attribute(graphics, "passwd") !== null) setAttribute(graphics, "passwd", HIDDEN);
  }
  for (const cookies of devices(root, "disk").map((disk) => at(disk, "source", "cookies"))) {
    for (const cookie of cookies ? childElements(cookies) : []) setText(cookie, HIDDEN);
  }
  document.replaceChild(indented(root), root);
  return toText(document).trimEnd().split("\n");
}

function lineEnd(element: Element, level: number): Node {
  const document = element.ownerDocument;
  if (document === null) throw new Error("an element without a document");
  return document.createTextNode(`\n${"  ".repeat(level)}`);
}

function isText(node: Node): boolean {
  return node.nodeType === node.TEXT_NODE;
}
