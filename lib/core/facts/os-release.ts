import { type Fact, known, unknown } from "../model/fact.ts";

/** Reads /etc/os-release: PRETTY_NAME, else NAME with VERSION. Values are shell-quoted (os-release(5)). */
export function parseOsRelease(text: string): Fact<string> {
  const fields = new Map<string, string>();
  for (const line of text.slice(0, 65_536).split("\n")) {
    const match = /^([A-Z_]{1,40})=(.*)$/.exec(line);
    if (match?.[1]) fields.set(match[1], unquote(match[2] ?? ""));
  }
  const name = fields.get("PRETTY_NAME") || [fields.get("NAME"), fields.get("VERSION")].filter(Boolean).join(" ");
  return name ? known(name) : unknown("/etc/os-release names no system");
}

function unquote(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed[0];
  if (trimmed.length < 2 || (quote !== '"' && quote !== "'") || !trimmed.endsWith(quote)) return trimmed;
  const inner = trimmed.slice(1, -1);
  return quote === '"' ? inner.replace(/\\(["\\$`])/g, "$1") : inner;
}
