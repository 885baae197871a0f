/** Branded identifiers, so that a host id can never be passed where a domain UUID is meant. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** VirtFerry's own id of a registered host (not libvirt's host UUID). */
export type HostId = Branded<"HostId">;
/** libvirt's domain UUID, lower case with dashes: the only way a domain is addressed. */
export type DomainUuid = Branded<"DomainUuid">;
/** VirtFerry's id of one migration record. */
export type MigrationId = Branded<"MigrationId">;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True when `text` is a lower-case dashed UUID, the only form that ever reaches a command line. */
export function isDomainUuid(text: string): text is DomainUuid {
  return UUID.test(text);
}

/** Brands a UUID; throws a RangeError that names the bad text when it is not one. */
export function domainUuid(text: string): DomainUuid {
  if (!isDomainUuid(text)) throw new RangeError(`not a domain UUID: ${JSON.stringify(text.slice(0, 80))}`);
  return text;
}
/** Brands an id made by the server or read from the store. */
export const hostId = (text: string): HostId => text as HostId;
/** Brands an id made by the server or read from the store. */
export const migrationId = (text: string): MigrationId => text as MigrationId;
