import type { Domain, DomainNic } from "../../model/domain.ts";
import type { MigrationOptions } from "../../model/options.ts";
import { destinationNics } from "../choices.ts";
import { perObject } from "../memo.ts";

/** What a NIC hangs on at the destination, and here; `here` is null when it is of another type or has no name. */
export interface NicPlace {
  readonly here: string | null;
  readonly there: string;
}

/** The distinct places (bridge, network or device names) of a domain's NICs that have this type at the destination. */
export function nicPlaces(domain: Domain, options: MigrationOptions | null, type: DomainNic["type"]): readonly NicPlace[] {
  return options === null ? ownPlaces(domain)(type) : placesOf(domain, options, type);
}

/** The matrix asks for the places of the same domains again and again. */
const ownPlaces = perObject((domain: Domain) => {
  const byType = new Map(domain.nics.map(({ type }) => [type, placesOf(domain, null, type)]));
  return (type: DomainNic["type"]): readonly NicPlace[] => byType.get(type) ?? [];
});

function placesOf(domain: Domain, options: MigrationOptions | null, type: DomainNic["type"]): readonly NicPlace[] {
  const places = nicsOf(domain, options, type).flatMap((nic) => {
    const own = domain.nics.find(({ mac }) => mac === nic.mac);
    return nic.source === null ? [] : [{ here: own?.type === type ? own.source : null, there: nic.source }];
  });
  return [...new Map(places.map((place) => [`${place.here} ${place.there}`, place])).values()];
}

/** The names that the destination must have for NICs of one type. */
export function nicSources(domain: Domain, options: MigrationOptions | null, type: DomainNic["type"]): readonly string[] {
  return options === null ? ownSources(domain)(type) : sourcesOf(nicPlaces(domain, options, type));
}

const sourcesOf = (places: readonly NicPlace[]): readonly string[] => [...new Set(places.map(({ there }) => there))];
const ownSources = perObject((domain: Domain) => {
  const byType = new Map(domain.nics.map(({ type }) => [type, sourcesOf(ownPlaces(domain)(type))]));
  return (type: DomainNic["type"]): readonly string[] => byType.get(type) ?? [];
});

/** The NICs that have this type at the destination, as they will be there. */
export function nicsOf(domain: Domain, options: MigrationOptions | null, type: DomainNic["type"]): readonly DomainNic[] {
  return destinationNics(options, domain).filter((nic) => nic.type === type);
}

/** A NIC in one line, as evidence. */
export function nicText({ mac, type, source, portgroup }: DomainNic): string {
  return [mac, type, source, portgroup].filter((part) => part !== null).join(" ");
}

/** One name where both sides have the same, else both. */
export function placeText({ here, there }: NicPlace): string {
  return here === null || here === there ? there : `${here} → ${there}`;
}
