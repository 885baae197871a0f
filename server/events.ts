import { EventEmitter } from "node:events";
import type { DirtyRateView } from "../lib/contract/views.ts";
import type { HostRegistration, HostSnapshot } from "../lib/core/model/host.ts";
import type { DomainUuid, HostId, MigrationId } from "../lib/core/model/ids.ts";
import type { MigrationLogEntry, MigrationRecord, MigrationSample } from "../lib/core/model/migration.ts";
import type { LinkFigures } from "../lib/core/model/prediction.ts";
import type { HostReadHere, HostTelling, SharingNote } from "./inventory/tellings.ts";

/** What services announce after it is stored; realtime listens and publishes, services never see a socket. */
export interface ServerEventMap {
  /** What this process shows of a host, whoever read it: not for other processes, see "host:told". */
  "host:state": [HostSnapshot];
  /** Added, or its pinned key changed. */
  "host:registered": [HostRegistration];
  "host:removed": [HostId];
  /** Connect to it now, not at the next back-off step. */
  "host:retry": [HostId];
  /** What the process that reads a host saw: the books of the others follow. */
  "host:told": [HostTelling];
  /** Somebody's books do not know these hosts' state (null: any): whoever reads them tells it. */
  "host:asked": [readonly HostId[] | null];
  /** A process read a host that is another one's to read: that one reads too, and tells. */
  "host:read-here": [HostReadHere];
  "sharing:noted": [SharingNote];
  /** What is now known of the way between two hosts; stored. */
  "link:learned": [LinkFigures];
  "dirty:noted": [HostId, DomainUuid, DirtyRateView];
  /** Probes between these hosts (source, destination) have ended. */
  "preflight:changed": [readonly (readonly [HostId, HostId])[]];
  "migration:state": [MigrationRecord];
  "migration:sample": [MigrationId, MigrationSample];
  "migration:log": [MigrationId, MigrationLogEntry];
  /** Somebody asked for a lever in a process that does not look after the migration: the request is stored. */
  "lever:asked": [MigrationId];
  /** The request of this id has its outcome stored. */
  "lever:answered": [string];
  "settings:changed": [];
  /** A user's session ended; their sockets are to be closed. */
  "session:ended": [string];
  /** A process came or says good-bye. */
  "process:changed": [];
  /** Words of other processes may have been missed: what follows them is to be read anew. Said by the bus, to this process alone. */
  missed: [];
}

const LISTENERS = 100;

/**
 * The events of this process, and those of the others on the same database: `on` hears both alike. Who stores, learns or passes on
 * listens to `own` instead, so that one event is not acted upon by each process.
 */
export class ServerEvents extends EventEmitter<ServerEventMap> {
  readonly own = new EventEmitter<ServerEventMap>().setMaxListeners(LISTENERS);

  constructor() {
    super();
    this.setMaxListeners(LISTENERS);
  }

  /** Announces here and, over the bus, in every other process. */
  override emit<Name extends keyof ServerEventMap>(name: Name, ...args: ServerEventMap[Name]): boolean {
    // The emitters' own types do not follow a generic name; the map above is what holds.
    (this.own as NodeJS.EventEmitter).emit(name, ...args);
    return (super.emit as (name: string, ...args: readonly unknown[]) => boolean).call(this, name, ...args);
  }

  /** For the bus: announces here only. */
  hear<Name extends keyof ServerEventMap>(name: Name, ...args: ServerEventMap[Name]): void {
    (super.emit as (name: string, ...args: readonly unknown[]) => boolean).call(this, name, ...args);
  }
}

export function createServerEvents(): ServerEvents {
  return new ServerEvents();
}

/** Hears an event until the returned function is called. `emitter`: the events of all processes, or their `own`. */
export function listen<Name extends keyof ServerEventMap>(
  emitter: Pick<EventEmitter<ServerEventMap>, "on" | "off">,
  name: Name,
  listener: (...args: ServerEventMap[Name]) => void,
): () => void {
  // The emitters' own types do not follow a generic name; the map above is what holds.
  const untyped = emitter as Pick<NodeJS.EventEmitter, "on" | "off">;
  const heard = listener as (...args: unknown[]) => void;
  untyped.on(name, heard);
  return () => void untyped.off(name, heard);
}
