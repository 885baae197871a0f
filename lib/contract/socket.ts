import type {
  HostId,
  HostSnapshot,
  MigrationId,
  MigrationLogEntry,
  MigrationRecord,
  MigrationSample,
  MigrationView,
} from "./model.ts";

/** Rooms by subject: a client hears only what is on its screen. */
export type Room = "inventory" | "migrations" | "preflight" | `migration:${string}`;

/** What joining a room answers with: the whole state, so that late joiners miss nothing. */
export interface RoomSnapshots {
  inventory: readonly HostSnapshot[];
  migrations: readonly MigrationRecord[];
  /** Nothing: the matrix is asked for by windows; the room only says what has changed. */
  preflight: null;
  migration: MigrationView;
}

export type JoinAnswer =
  | { readonly ok: true; readonly snapshot: RoomSnapshots[keyof RoomSnapshots] }
  | { readonly ok: false; readonly code: "not-found" | "invalid-input" | "not-signed-in" };

export interface ClientToServerEvents {
  join: (room: string, answer: (answer: JoinAnswer) => void) => void;
  leave: (room: string) => void;
}

/** State replaces (if its revision is newer); samples and log entries are appended (by atMs and id). */
export interface ServerToClientEvents {
  "host:state": (snapshot: HostSnapshot) => void;
  "host:removed": (hostId: string) => void;
  /** Probes between these hosts have ended (source, destination): cells that rest on them are to be read again. */
  "preflight:changed": (pairs: readonly (readonly [HostId, HostId])[]) => void;
  "migration:state": (record: MigrationRecord) => void;
  "migration:sample": (message: {
    readonly id: MigrationId;
    readonly sample: MigrationSample;
    readonly sentAtMs: number;
  }) => void;
  /** An entry whose id is known replaces the old one (its repeats rose or it ended). */
  "migration:log": (message: { readonly id: MigrationId; readonly entry: MigrationLogEntry }) => void;
  /** The session ended or was revoked: go to sign-in. */
  "signed-out": () => void;
}

/** Path of the socket, below the base path. */
export const SOCKET_PATH = "/api/socket";
