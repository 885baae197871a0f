/** Where things of the console are: the one place that knows its addresses. */

/** Opens a host's drawer. */
export function hostHref(hostId: string): string {
  return `/hosts?host=${encodeURIComponent(hostId)}`;
}

/** Opens the flow that adds a host. */
export const ADD_HOST_HREF = "/hosts?add=1";

/** Opens a VM's drawer; the host matters because a UUID can stand on two. */
export function domainHref(uuid: string, hostId: string): string {
  return `/domains?vm=${encodeURIComponent(uuid)}&on=${encodeURIComponent(hostId)}`;
}

/** The list of VMs of one host. */
export function domainsOfHostHref(hostId: string): string {
  return `/domains?host=${encodeURIComponent(hostId)}`;
}

/** The matrix of these VMs; without any, of all. */
export function preflightHref(uuids: readonly string[]): string {
  return uuids.length === 0 ? "/preflight" : `/preflight?vm=${uuids.map(encodeURIComponent).join(",")}`;
}

/** The wizard for a VM that stands on this host. */
export function migrateHref(uuid: string, hostId: string): string {
  return `/migrations/new?vm=${encodeURIComponent(uuid)}&from=${encodeURIComponent(hostId)}`;
}

/** The live page of a migration. */
export function migrationHref(migrationId: string): string {
  return `/migrations/${encodeURIComponent(migrationId)}`;
}

/** What is not as it should be on the hosts. */
export const RECOVERY_HREF = "/recovery";
