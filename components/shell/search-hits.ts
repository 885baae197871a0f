import type { HostSnapshot } from "@/lib/contract/index.ts";
import { domainHref, hostHref } from "./hrefs.ts";

/** Something that the search found, and where it leads. */
export interface SearchHit {
  readonly id: string;
  readonly kind: "host" | "domain";
  /** Host text: shown as data. */
  readonly name: string;
  readonly detail: string;
  readonly href: string;
}

const MOST = 12;

/**
 * Hosts and VMs whose name, title, address or UUID holds every word of `text`; those whose name begins with it first; at most 12.
 * Empty text finds nothing.
 */
export function findHits(hosts: readonly HostSnapshot[], text: string): readonly SearchHit[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: { readonly hit: SearchHit; readonly rank: number }[] = [];
  const consider = (hit: SearchHit, searched: string) => {
    const lower = searched.toLowerCase();
    if (!words.every((word) => lower.includes(word))) return;
    const start = hit.name.toLowerCase().startsWith(words[0] ?? "");
    found.push({ hit, rank: start ? 0 : 1 });
  };
  for (const { registration, domains } of hosts) {
    const { id, name, address } = registration;
    consider({ id, kind: "host", name, detail: address, href: hostHref(id) }, `${name} ${address}`);
    for (const domain of domains) {
      const hit: SearchHit = {
        id: `${domain.uuid}@${id}`,
        kind: "domain",
        name: domain.name,
        detail: name,
        href: domainHref(domain.uuid, id),
      };
      consider(hit, `${domain.name} ${domain.title ?? ""} ${domain.uuid}`);
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ hit }) => hit);
}
