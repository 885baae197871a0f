import { type Fact, known, unknown } from "../model/fact.ts";

/** Reads `virsh help migrate`: the long options of its OPTIONS section, without the two positional ones. */
export function parseMigrateOptions(text: string): Fact<readonly string[]> {
  const at = text.indexOf("\n  OPTIONS\n");
  if (at < 0) return unknown("virsh help migrate lists no options");
  const options = new Set<string>();
  for (const line of text.slice(at, at + 262_144).split("\n")) {
    const option = /^ {4}(--[a-z0-9-]{1,60})(?: |$)/.exec(line)?.[1];
    if (option) options.add(option);
  }
  return options.size === 0 ? unknown("virsh help migrate lists no options") : known([...options]);
}
