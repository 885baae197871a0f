/** Longer documents are refused: the longest domain XML seen in the field is far below 1 MiB. */
export const MAX_XML_CHARACTERS = 4 * 1024 * 1024;

/**
 * True when the prolog (everything before the root element) holds `<!DOCTYPE`, or anything else that begins with `<!` and is not a
 * comment. After the root's start tag XML knows no declarations, so the same letters in a description or in CDATA harm nobody.
 */
export function declaresDocumentType(text: string): boolean {
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
