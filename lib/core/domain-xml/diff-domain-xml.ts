import { diffArrays } from "diff";
import type { DiffLine } from "../model/domain-xml.ts";
import { indentedLines } from "./indented-lines.ts";

/** Equal lines shown before and after a change. */
const CONTEXT = 2;
/** Two definitions that differ in more lines are shown as one taken away and one added; the search for less costs its square. */
const MAX_CHANGED_LINES = 1000;

type Line = Exclude<DiffLine, { kind: "gap" }>;

/**
 * What changed between two definitions, line by line, with two equal lines around each change and a `gap` for those left out.
 * White space between elements and the way of quoting make no difference; secrets are hidden. Empty when nothing changed.
 * Throws a RangeError for text that is not a domain's XML.
 */
export function diffDomainXml(before: string, after: string): readonly DiffLine[] {
  const lines = compared(indentedLines(before), indentedLines(after));
  const shown = new Set(
    lines.flatMap(({ kind }, index) =>
      kind === "same" ? [] : Array.from({ length: 2 * CONTEXT + 1 }, (_, offset) => index - CONTEXT + offset),
    ),
  );
  const result: DiffLine[] = [];
  let hidden = 0;
  const closeGap = () => {
    if (hidden > 0) result.push({ kind: "gap", lines: hidden });
    hidden = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (!shown.has(index)) hidden += 1;
    else {
      closeGap();
      result.push(line);
    }
  }
  if (result.length > 0) closeGap();
  return result;
}

function compared(before: readonly string[], after: readonly string[]): Line[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MAX_CHANGED_LINES });
  if (changes === undefined) return [...before.map((text) => line("removed", text)), ...after.map((text) => line("added", text))];
  return changes.flatMap(({ value, added, removed }) =>
    value.map((text) => line(added ? "added" : removed ? "removed" : "same", text)),
  );
}

function line(kind: Line["kind"], text: string): Line {
  return { kind, text };
}
