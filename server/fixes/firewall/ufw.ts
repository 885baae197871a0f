import type { FirewallStep, Opening } from "./opening.ts";

/** `ufw allow`, which ufw keeps for its next start; nothing when `ufw show added` has it already. */
export function ufwSteps(opening: Opening, added: string): readonly FirewallStep[] {
  const range = `${opening.min}:${opening.max}`;
  const rule = ["allow", "from", opening.from, "to", "any", "port", range, "proto", "tcp"];
  const isThere = added.split("\n").some((line) => line.trim() === ["ufw", ...rule].join(" "));
  if (isThere) return [];
  const values = { from: opening.from, range: `${opening.min}-${opening.max}` };
  return [{ does: { key: "fixes.does.ufw", values }, argv: ["ufw", ...rule], undo: ["ufw", "delete", ...rule] }];
}
