import { ParseOption, XmlDocument, type XmlElement } from "libxml2-wasm";
import { declaresDocumentType, MAX_XML_CHARACTERS } from "../domain-xml/refuse-doctype.ts";
import { type Fact, known, unknown } from "../model/fact.ts";

/** No network, no external entities, no text on stderr; libxml2's own depth limit (256) stays, because XML_PARSE_HUGE is not set. */
const OPTIONS =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NOERROR |
  ParseOption.XML_PARSE_NOWARNING |
  ParseOption.XML_PARSE_NOCDATA;

/**
 * Parses XML that came from a host and hands its root element to `read`; the document is freed before this returns, so `read` must not
 * let elements escape. A document type is refused before the parser sees the text: libvirt never writes one, and entities are the way
 * in for file disclosure and memory bombs. Unknown with a reason for everything that is not well-formed or not what `rootName` says.
 */
export function readXml<T>(text: string, rootName: string, read: (root: XmlElement) => T): Fact<T> {
  if (text.length > MAX_XML_CHARACTERS) return unknown(`XML longer than ${MAX_XML_CHARACTERS} characters`);
  if (declaresDocumentType(text)) return unknown("XML with a document type declaration is refused");
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, { option: OPTIONS });
  } catch (error) {
    return unknown(`not well-formed XML: ${firstLine(error)}`);
  }
  try {
    const root = document.root;
    if (root.name !== rootName) return unknown(`expected <${rootName}>, got <${root.name.slice(0, 80)}>`);
    return known(read(root));
  } catch (error) {
    return unknown(`unexpected XML: ${firstLine(error)}`);
  } finally {
    document.dispose();
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]?.slice(0, 200) ?? "";
}

/** Text of the first node that `path` (a constant XPath) finds below `element`; null when there is none. */
export function textAt(element: XmlElement, path: string): string | null {
  return element.get(path)?.content ?? null;
}

/** The elements that `path` (a constant XPath) finds below `element`. */
export function elementsAt(element: XmlElement, path: string): XmlElement[] {
  return element.find(path) as XmlElement[];
}

/** An attribute's value; null when it is absent. */
export function attributeOf(element: XmlElement, name: string): string | null {
  return element.attr(name)?.value ?? null;
}
