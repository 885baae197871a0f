import { type Fact, known, unknown } from "../model/fact.ts";
import type { HostFacts } from "../model/host.ts";

/** Reads three lines: `id -un`, `id -u`, `id -Gn`. Group names with spaces (from a directory service) come apart; none of ours has one. */
export function parseLogin(text: string): Fact<HostFacts["login"]> {
  const [user = "", uid = "", groups = ""] = text.slice(0, 65_536).trim().split("\n");
  if (!/^\d{1,10}$/.test(uid.trim())) return unknown("id printed no user id");
  return known({ user: user.trim(), uid: Number(uid), groups: groups.trim().split(/ +/).filter(Boolean) });
}
