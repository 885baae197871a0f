import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { io, type Socket } from "socket.io-client";
import { type ClientToServerEvents, type ServerToClientEvents, SOCKET_PATH } from "../../../lib/contract/socket.ts";
import { createServerEvents, type ServerEventMap, type ServerEvents } from "../../events.ts";
import { createLogger } from "../../logger.ts";
import { attachRealtime } from "../../realtime/index.ts";
import type { MigrationService } from "../../services.ts";
import { migrateSchema } from "../../store/migrate.ts";
import { type Bus, createBus } from "../bus.ts";
import { newProcessIdentity } from "../identity.ts";
import type { ProcessIdentity } from "../types.ts";

export type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

/** What one VirtFerry process has of the bus and of sockets, without services. */
export interface StartedProcess {
  readonly me: ProcessIdentity;
  readonly events: ServerEvents;
  readonly bus: Bus;
  /** All of this event that was heard here, from wherever. */
  heard<Name extends keyof ServerEventMap>(name: Name): ServerEventMap[Name][];
  /** A signed-in page, in the room "inventory" or "migrations" from each of its connections on. */
  client(room: string, onSnapshot: (snapshot: unknown) => void): Promise<Client>;
  stop(): Promise<void>;
}

export async function prepareDatabase(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await migrateSchema(pool);
  await pool.end();
}

/** Starts a bus and sockets on a database that is prepared. `sessionId`: of everybody who comes. */
export async function startProcess(
  url: string,
  migrations: Pick<MigrationService, "list" | "get">,
  sessionId = "s",
): Promise<StartedProcess> {
  const logger = createLogger("silent");
  const events = createServerEvents();
  const me = newProcessIdentity();
  const bus = createBus({ connection: { connectionString: url }, me, events, logger });
  const http = createServer();
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const session = { id: sessionId, userId: "u", userName: "admin", expiresAtMs: Number.MAX_SAFE_INTEGER };
  const detach = attachRealtime(http, {
    access: { session: async () => session },
    origins: [address],
    inventory: { snapshots: () => [] },
    migrations,
    events,
    bus,
    logger,
    now: () => Date.now(),
  });
  const clients: Client[] = [];
  const kept = new Map<keyof ServerEventMap, unknown[][]>();
  await bus.listening;
  return {
    me,
    events,
    bus,
    heard<Name extends keyof ServerEventMap>(name: Name) {
      const present = kept.get(name);
      if (present) return present as ServerEventMap[Name][];
      const list: unknown[][] = [];
      kept.set(name, list);
      (events as NodeJS.EventEmitter).on(name, (...args: unknown[]) => list.push(args));
      return list as ServerEventMap[Name][];
    },
    async client(room, onSnapshot) {
      const options = { path: SOCKET_PATH, transports: ["websocket"], forceNew: true, extraHeaders: { origin: address } };
      const client: Client = io(address, { ...options, reconnectionDelay: 50, reconnectionDelayMax: 100 });
      clients.push(client);
      await new Promise<void>((resolve) => {
        client.on("connect", () => {
          void client.emitWithAck("join", room).then((answer) => {
            onSnapshot(answer.ok ? answer.snapshot : answer.code);
            resolve();
          });
        });
      });
      return client;
    },
    async stop() {
      for (const client of clients) client.close();
      await detach();
      await bus.stop();
      http.closeAllConnections();
      http.close();
    },
  };
}
