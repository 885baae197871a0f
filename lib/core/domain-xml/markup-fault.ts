import { isXmlText } from "./xml-text.ts";

/** libxml2's own limit; deeper documents exhaust the stack of a recursive serialiser. */
const MAX_DEPTH = 256;
/** Removing one element costs the number of its siblings; the largest definitions of the field have a few thousand elements. */
const MAX_ELEMENTS = 20_000;
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,8});|#([0-9]{1,10});|(?:amp|lt|gt|quot|apos);)?/g;
const SKIPPED = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

/**
 * What makes `text` unfit before a parser sees it, in words; null when nothing does. Finds what xmldom lets pass or is slow with: characters
 * that XML cannot carry, a bare `&`, references to entities that nobody declared, elements nested deeper than 256, more than 20,000 of them.
 * Linear in the text's length. What is cut short or unbalanced is left to the parser.
 */
export function markupFault(text: string): string | null {
  if (!isXmlText(text)) return "a character that XML cannot carry";
  let depth = 0;
  let elements = 0;
  let at = 0;
  for (;;) {
    const open = text.indexOf("<", at);
    const fault = referenceFault(text.slice(at, open < 0 ? text.length : open));
    if (fault !== null || open < 0) return fault;
    const skipped = SKIPPED.find(([start]) => text.startsWith(start, open));
    const close = skipped ? text.indexOf(skipped[1], open + skipped[0].length) : endOfTag(text, open);
    if (close < 0) return null;
    at = close + (skipped?.[1].length ?? 1);
    if (skipped) continue;
    const tag = text.slice(open, close);
    const tagFault = referenceFault(tag);
    if (tagFault !== null) return tagFault;
    if (tag.startsWith("</")) depth -= 1;
    else {
      elements += 1;
      if (!tag.endsWith("/")) depth += 1;
    }
    if (elements > MAX_ELEMENTS) return `more than ${MAX_ELEMENTS} elements`;
    if (depth > MAX_DEPTH) return `elements nested deeper than ${MAX_DEPTH}`;
  }
}

/** Index of the `>` that ends the tag at `open`, past quoted values; -1 when there is none. */
function endOfTag(text: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return at;
  }
  return -1;
}

function referenceFault(text: string): string | null {
  if (!text.includes("&")) return null;
  for (const [reference, hex, decimal] of text.matchAll(REFERENCE)) {
    if (reference === "&") return "an & that begins no reference XML knows";
    const code = hex === undefined ? Number(decimal ?? "32") : Number.parseInt(hex, 16);
    if (code > 0x10ffff || !isXmlText(String.fromCodePoint(code)))
      return `the reference ${reference} to a character that XML cannot carry`;
  }
  return null;
}
