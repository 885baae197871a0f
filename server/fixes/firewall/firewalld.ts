import type { FirewallStep, Opening } from "./opening.ts";

/** The rich rule that lets the source in. */
export function richRule({ from, min, max }: Opening): string {
  const family = from.includes(":") ? "ipv6" : "ipv4";
  return `rule family="${family}" source address="${from}" port port="${min}-${max}" protocol="tcp" accept`;
}

/** For now and for the next start of firewalld, in one zone; what is there already is left out. */
export function firewalldSteps(
  opening: Opening,
  zone: string,
  there: { readonly runtime: boolean; readonly permanent: boolean },
): readonly FirewallStep[] {
  const rule = richRule(opening);
  const step = (permanent: boolean): FirewallStep => {
    const words = ["firewall-cmd", ...(permanent ? ["--permanent"] : []), `--zone=${zone}`];
    const values = { zone, from: opening.from, range: `${opening.min}-${opening.max}` };
    return {
      does: permanent ? { key: "fixes.does.firewalld-permanent", values } : { key: "fixes.does.firewalld", values },
      argv: [...words, `--add-rich-rule=${rule}`],
      undo: [...words, `--remove-rich-rule=${rule}`],
    };
  };
  return [...(there.runtime ? [] : [step(false)]), ...(there.permanent ? [] : [step(true)])];
}
