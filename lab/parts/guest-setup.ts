import { decoy } from "../guests.ts";
import { type GuestPlace, type HostPlace, imagesDir } from "./config.ts";
import { defineOnHost } from "./domains.ts";
import { decoyXml, domainXml, lanXml, poolXml } from "./libvirt-xml.ts";

interface NamedXml {
  readonly name: string;
  readonly xml: string;
}

/** The storage pools and networks that a host has. */
export function surroundingsOf(place: HostPlace): {
  readonly pools: readonly NamedXml[];
  readonly networks: readonly NamedXml[];
} {
  const { bridge, sharedStorage } = place.host;
  const paths = { default: imagesDir, ...(sharedStorage && { shared: "/srv/shared" }) };
  return {
    pools: Object.entries(paths).map(([name, path]) => ({ name, xml: poolXml(name, path) })),
    networks: bridge ? [{ name: "lan", xml: lanXml(bridge) }] : [],
  };
}

/** Defines the storage pools and networks of a host, and the decoy on its host. */
export async function defineSurroundings(place: HostPlace): Promise<void> {
  const { pools, networks } = surroundingsOf(place);
  const items = [
    ...pools.map(({ xml }) => ({ verb: "pool-define", xml })),
    ...networks.map(({ xml }) => ({ verb: "net-define", xml })),
  ];
  const then = [
    ...pools.flatMap(({ name }) => [`pool-start ${name}`, `pool-autostart ${name}`]),
    ...networks.flatMap(({ name }) => [`net-start ${name}`, `net-autostart ${name}`]),
  ];
  await defineOnHost(place, items, then);
  if (place.host.name === decoy.host) await defineDecoy(place);
}

/** Defines the shut-off domain whose name clashes. */
export async function defineDecoy(place: HostPlace): Promise<void> {
  await defineOnHost(place, [{ verb: "define", xml: decoyXml() }], []);
}

/** Defines guests on their home host and starts those that should run. */
export async function defineGuests(home: HostPlace, places: readonly GuestPlace[]): Promise<void> {
  if (places.length === 0) return;
  const starts = places.filter(({ guest }) => guest.running).map(({ uuid }) => `start ${uuid}`);
  await defineOnHost(
    home,
    places.map((place) => ({ verb: "define", xml: domainXml(place) })),
    starts,
  );
}
