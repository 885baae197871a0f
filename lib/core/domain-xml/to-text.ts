import { type Node, XMLSerializer } from "@xmldom/xmldom";

/**
 * A document or an element as text that ends with a line end. Attributes and text are escaped by the serialiser; a carriage return in text is
 * written as a reference, because a parser would read the bare one as a line feed (after parsing it cannot stand in a comment or CDATA).
 */
export function toText(node: Node): string {
  return `${new XMLSerializer().serializeToString(node, { requireWellFormed: true }).trim().replaceAll("\r", "&#13;")}\n`;
}
