/** Keys of the browser's one cache: socket messages and fetched answers meet under the same key. */
export const queryKeys = {
  system: ["system"] as const,
  sshKeys: ["ssh-keys"] as const,
  hosts: ["hosts"] as const,
  /** Cells without findings. */
  matrix: (domainUuids: readonly string[] | null, hostIds: readonly string[] | null) =>
    ["preflight", "matrix", domainUuids, hostIds] as const,
  /** Cells with their findings. */
  cells: (domainUuids: readonly string[], hostIds: readonly string[] | null) =>
    ["preflight", "cells", domainUuids, hostIds] as const,
  cpuBaseline: (hostIds: readonly string[]) => ["preflight", "cpu-baseline", hostIds] as const,
  fixes: (hostId: string | null) => ["fixes", hostId] as const,
  fixPreview: (request: unknown) => ["fix-preview", request] as const,
  links: ["links"] as const,
  prediction: (question: unknown) => ["prediction", question] as const,
  check: (domainUuid: string, sourceHostId: string, destinationHostId: string, options: unknown) =>
    ["preflight", "check", domainUuid, sourceHostId, destinationHostId, options] as const,
  migrations: ["migrations"] as const,
  migration: (migrationId: string) => ["migration", migrationId] as const,
  plan: (request: unknown) => ["plan", request] as const,
  policies: ["policies"] as const,
  recovery: ["recovery"] as const,
  queueLimits: ["settings", "limits"] as const,
  tls: ["tls"] as const,
  /** The last measured one; nothing fetches it by itself. */
  dirtyRate: (hostId: string, domainUuid: string) => ["dirty-rate", hostId, domainUuid] as const,
};
