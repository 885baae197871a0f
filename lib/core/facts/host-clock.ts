/** Reads `date +%s.%N` as ms since 1970; null when it is something else. Without GNU date there are no nanoseconds: whole seconds then. */
export function parseHostClock(text: string): number | null {
  const match = /^(\d{9,11})(?:\.(\d{1,9}))?[^\d]*$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * 1000 + Number(`0.${match[2] ?? "0"}`) * 1000;
}
