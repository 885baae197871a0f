import type { HostRegistration } from "../model/host.ts";
import type { HostConnection } from "../model/options.ts";

/** How the source host reaches the destination for a peer-to-peer migration. */
export interface MigrationAddress {
  /** Host name or address, without brackets. */
  readonly address: string;
  readonly port: number;
  /** Null: ssh's default, which for libvirtd on the source is root. */
  readonly user: string | null;
  /** `qemu+ssh://[user@]address[:port]/system`. */
  readonly uri: string;
}

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const IPV6 = /^[0-9A-Fa-f:]{2,39}$/;
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;

/**
 * The address that a migration uses: the registered one, with the registered port, and the registered user unless that is root. A URI
 * query can run commands as root on the source (`?command=`), so nothing but these three checked parts ever gets into it. Throws a
 * RangeError that names the part when a registration holds anything else.
 */
export function migrationAddress(destination: Pick<HostRegistration, "address" | "port" | "user">): MigrationAddress {
  const { address, port, user } = destination;
  const isV6 = IPV6.test(address) && address.includes(":");
  if (!isV6 && !NAME.test(address)) throw new RangeError(`not a host name or address: ${JSON.stringify(address.slice(0, 80))}`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`not a port: ${port}`);
  if (!USER.test(user)) throw new RangeError(`not a user name: ${JSON.stringify(user.slice(0, 40))}`);
  const userPart = user === "root" ? "" : `${user}@`;
  const portPart = port === 22 ? "" : `:${port}`;
  const uri = `qemu+ssh://${userPart}${isV6 ? `[${address}]` : address}${portPart}/system`;
  return { address, port, user: user === "root" ? null : user, uri };
}

/**
 * The URI under which the source's libvirt reaches the destination's: over ssh with the registered port and user, over TLS or plain TCP on libvirt's
 * own ports (16514, 16509) and without a user. Throws a RangeError as `migrationAddress` does.
 */
export function destinationUri(
  destination: Pick<HostRegistration, "address" | "port" | "user">,
  connection: HostConnection,
): string {
  const { address, uri } = migrationAddress(destination);
  if (connection === "ssh") return uri;
  return `qemu+${connection}://${address.includes(":") ? `[${address}]` : address}/system`;
}
