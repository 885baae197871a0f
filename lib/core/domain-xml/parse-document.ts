import { DOMParser, type Document, type Element, MIME_TYPE } from "@xmldom/xmldom";
import { markupFault } from "./markup-fault.ts";
import { declaresDocumentType, MAX_XML_CHARACTERS } from "./refuse-doctype.ts";
import { shown } from "./xml-text.ts";

/** A parsed document with its root element. */
export interface ParsedXml {
  readonly document: Document;
  readonly root: Element;
}

/**
 * Parses XML for editing. Strict: every warning of the parser is an error, a document type is refused before the parser sees the text.
 * An XML declaration is dropped, because the text that comes out again is no longer in the encoding that it names.
 * Throws a RangeError that says what is wrong when the text is longer than 4 MiB, not well-formed, beyond the bounds of `markupFault`, or its
 * root is none of `rootNames`.
 */
export function parseXml(text: string, rootNames: readonly string[]): ParsedXml {
  if (text.length > MAX_XML_CHARACTERS) throw new RangeError(`XML longer than ${MAX_XML_CHARACTERS} characters`);
  if (declaresDocumentType(text)) throw new RangeError("XML with a document type declaration is refused");
  const fault = markupFault(text);
  if (fault !== null) throw new RangeError(`not well-formed XML: ${fault}`);
  const document = parsed(text);
  const root = document.documentElement;
  if (root === null || root.namespaceURI !== null || !rootNames.includes(root.tagName)) {
    throw new RangeError(`expected <${rootNames.join("> or <")}>, got <${shown(root?.tagName ?? "").slice(1, -1)}>`);
  }
  if (document.firstChild?.nodeName === "xml") document.removeChild(document.firstChild);
  return { document, root };
}

function parsed(text: string): Document {
  let problem: string | null = null;
  const parser = new DOMParser({
    locator: true,
    // xmldom's own way is that of XML 1.1, which turns U+0085 and U+2028 in a title into line ends.
    normalizeLineEndings: (source) => source.replace(/\r\n?/g, "\n"),
    onError: (_level, message, context) => {
      const line: unknown = context?.locator?.lineNumber;
      problem ??= `${message.slice(0, 200)}${typeof line === "number" ? `, line ${line}` : ""}`;
      throw new RangeError(problem);
    },
  });
  try {
    return parser.parseFromString(text, MIME_TYPE.XML_APPLICATION);
  } catch (error) {
    throw new RangeError(`not well-formed XML: ${problem ?? (error instanceof Error ? error.message.slice(0, 200) : "")}`, {
      cause: error,
    });
  }
}
