/**
 * Code points that a host's text may hold and that a page must not obey: C0/C1 controls, bidirectional overrides and isolates,
 * zero-width characters, line and paragraph separators, soft hyphen, fillers, BOM and tag characters. Source: Unicode TR36 and
 * TR39; U+202A-202E and U+2066-2069 are the "Trojan Source" set (CVE-2021-42574).
 */
const HIDDEN_RANGES: readonly (readonly [number, number])[] = [
  [0x0000, 0x001f],
  [0x007f, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];

function isHidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return HIDDEN_RANGES.some(([first, last]) => code >= first && code <= last);
}

export interface TextPart {
  /** The text as it is, or for a hidden character its code, e.g. "U+202E". */
  readonly text: string;
  readonly hidden: boolean;
}

/** The code of a character as U+XXXX. */
function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * Cuts host text into visible runs and hidden characters, each of the latter as its code, so that a screen can show what is there.
 * With `keepLines`, line breaks and tabs stay text (for blocks of output).
 */
export function visibleParts(text: string, keepLines = false): readonly TextPart[] {
  const parts: TextPart[] = [];
  let run = "";
  for (const character of text) {
    const plain = !isHidden(character) || (keepLines && (character === "\n" || character === "\t"));
    if (plain) {
      run += character;
      continue;
    }
    if (run !== "") parts.push({ text: run, hidden: false });
    run = "";
    parts.push({ text: codeOf(character), hidden: true });
  }
  if (run !== "") parts.push({ text: run, hidden: false });
  return parts;
}

/** The same as one plain string, for titles and labels: hidden characters as [U+XXXX]. */
export function visibleText(text: string): string {
  return visibleParts(text)
    .map((part) => (part.hidden ? `[${part.text}]` : part.text))
    .join("");
}
