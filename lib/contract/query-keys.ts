/** Keys of the browser's one cache: socket messages and fetched answers meet under the same key. */
export const queryKeys = {
  system: ["system"] as const,
  sshKeys: ["ssh-keys"] as const,
  hosts: ["hosts"] as const,
  matrix: (domainUuids: readonly string[] | null, hostIds: readonly string[] | null) =>
    ["preflight", "matrix", domainUuids, hostIds] as const,
  check: (domainUuid: string, sourceHostId: string, destinationHostId: string, options: unknown) =>
    ["preflight", "check", domainUuid, sourceHostId, destinationHostId, options] as const,
  migrations: ["migrations"] as const,
  migration: (migrationId: string) => ["migration", migrationId] as const,
  plan: (request: unknown) => ["plan", request] as const,
  policies: ["policies"] as const,
  tls: ["tls"] as const,
  /** The last measured one; nothing fetches it by itself. */
  dirtyRate: (hostId: string, domainUuid: string) => ["dirty-rate", hostId, domainUuid] as const,
};
