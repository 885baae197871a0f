import { queuedRecord, zeroSample } from "../../lib/core/migration/test-support/records.ts";
import type { HostRegistration, HostSnapshot } from "../../lib/core/model/host.ts";
import { domainUuid, hostId, migrationId } from "../../lib/core/model/ids.ts";
import type { MigrationLogEntry, MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";

/** Whole records for tests; each test changes only what it is about. */

export function aHost(id = "h_aaaaaaaaaaaa"): HostRegistration {
  return {
    id: hostId(id),
    name: id,
    address: "192.0.2.1",
    port: 22,
    user: "root",
    keyId: "server",
    hostKey: { algorithm: "ssh-ed25519", fingerprint: "SHA256:x", publicKey: "ssh-ed25519 AAAA" },
    addedAtMs: 1000,
  };
}

export function aSnapshot(revision: number, id = "h_aaaaaaaaaaaa"): HostSnapshot {
  return {
    registration: aHost(id),
    state: "online",
    problem: null,
    facts: null,
    domains: [],
    observedAtMs: null,
    roundTripMs: null,
    revision,
  };
}

export function aMigration(change: Partial<MigrationRecord> = {}): MigrationRecord {
  const request = {
    ...queuedRecord().request,
    domainUuid: domainUuid("11111111-2222-4333-8444-555555555555"),
    sourceHostId: hostId("h_aaaaaaaaaaaa"),
    destinationHostId: hostId("h_bbbbbbbbbbbb"),
  };
  return queuedRecord({ id: migrationId("m_aaaaaaaaaaaa"), request, ...change });
}

export const aSample = (atMs: number): MigrationSample => zeroSample({ atMs, elapsedMs: atMs });

export function aLogEntry(id: number, change: Partial<MigrationLogEntry> = {}): MigrationLogEntry {
  return {
    id,
    atMs: id,
    kind: "command",
    hostId: null,
    hostName: null,
    text: "virsh list",
    message: null,
    exitCode: 0,
    stdout: "",
    stderr: "",
    durationMs: 1,
    repeats: 1,
    ...change,
  };
}
