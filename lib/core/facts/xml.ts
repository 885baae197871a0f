import { ParseOption, XmlDocument, type XmlElement } from "libxml2-wasm";
import { type Fact, known, unknown } from "../model/fact.ts";

/** Longer documents are refused: the longest domain XML seen in the field is far below 1 MiB. */
const MAX_XML_CHARACTERS = 4 * 1024 * 1024;

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

/**
 * True when the prolog (everything before the root element) holds `<!DOCTYPE`, or anything else that begins with `<!` and is not a
 * comment. After the root's start tag XML knows no declarations, so the same letters in a description or in CDATA harm nobody.
 */
function declaresDocumentType(text: string): boolean {
  let at = 0;
  for (;;) {
    const open = text.indexOf("<", at);
    if (open < 0) return false;
    if (text.startsWith("<?", open)) at = after(text, "?>", open);
    else if (text.startsWith("<!--", open)) at = after(text, "-->", open);
    else return text.startsWith("<!", open);
    if (at < 0) return false;
  }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
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
