/** Everything that XML 1.0 cannot carry, not even as a reference; with `u`, half a surrogate pair is one of them. */
const NOT_XML = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** True when `text` consists of characters that XML 1.0 can carry (section 2.2 of the specification). */
export function isXmlText(text: string): boolean {
  return !NOT_XML.test(text);
}

/** Text of unknown origin for an error message: quoted, escaped and cut. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
