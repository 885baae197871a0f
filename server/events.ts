import { EventEmitter } from "node:events";
import type { HostSnapshot } from "../lib/core/model/host.ts";
import type { HostId, MigrationId } from "../lib/core/model/ids.ts";
import type { MigrationLogEntry, MigrationRecord, MigrationSample } from "../lib/core/model/migration.ts";

/** What services announce after it is stored; realtime listens and publishes, services never see a socket. */
export interface ServerEventMap {
  "host:state": [HostSnapshot];
  "host:removed": [HostId];
  /** Probes between these hosts (source, destination) have ended. */
  "preflight:changed": [readonly (readonly [HostId, HostId])[]];
  "migration:state": [MigrationRecord];
  "migration:sample": [MigrationId, MigrationSample];
  "migration:log": [MigrationId, MigrationLogEntry];
  /** Somebody asked for a lever in a process that does not look after the migration: the request is stored. */
  "lever:asked": [MigrationId];
  /** The request of this id has its outcome stored. */
  "lever:answered": [string];
  /** Something may let a waiting migration through: one came, one ended, limits changed. */
  "queue:changed": [];
  "settings:changed": [];
  /** A user's session ended; their sockets are to be closed. */
  "session:ended": [string];
}

export type ServerEvents = EventEmitter<ServerEventMap>;

export function createServerEvents(): ServerEvents {
  const events = new EventEmitter<ServerEventMap>();
  events.setMaxListeners(100);
  return events;
}
