import type { HostId, LinkFigures } from "@/lib/contract/index.ts";

/** The figures of the way from one host to another; undefined when nothing is known of it. */
export function linkBetween(links: readonly LinkFigures[], from: HostId, to: HostId): LinkFigures | undefined {
  return links.find((link) => link.sourceHostId === from && link.destinationHostId === to);
}

/** A new list with these figures in the place of the old ones of the same way. */
export function withLink(links: readonly LinkFigures[], link: LinkFigures): readonly LinkFigures[] {
  const others = links.filter((one) => one !== linkBetween(links, link.sourceHostId, link.destinationHostId));
  return [...others, link];
}
