import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { SOCKET_PATH } from "../../lib/contract/socket.ts";
import type { Access } from "../access/index.ts";
import type { Bus } from "../cluster/bus.ts";
import type { ServerEvents } from "../events.ts";
import type { Logger } from "../logger.ts";
import type { InventoryService, MigrationService } from "../services.ts";
import { allowHandshake, handshakeSession } from "./handshake.ts";
import { join } from "./join.ts";
import { onPublication } from "./publications.ts";
import { createPublisher } from "./publisher.ts";
import { parseRoom } from "./room-names.ts";
import { watchSessions } from "./session-watch.ts";
import type { LiveServer } from "./types.ts";

export interface RealtimeParts {
  readonly access: Pick<Access, "session">;
  readonly origins: readonly string[];
  readonly inventory: Pick<InventoryService, "snapshots">;
  readonly migrations: Pick<MigrationService, "list" | "get">;
  readonly events: ServerEvents;
  /** The way to the other processes on this database; absent when there are none. It outlives the sockets: its maker ends it. */
  readonly bus?: Bus | undefined;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Clients send room names only. */
const LARGEST_MESSAGE_BYTES = 4096;

/**
 * Socket.io on the HTTP server: rooms by subject, snapshots on joining, no socket without a session. Returns the function that closes
 * all sockets (but not the HTTP server), and with it, as `connected`, how many there are.
 */
export function attachRealtime(http: HttpServer, parts: RealtimeParts): (() => Promise<void>) & { connected(): number } {
  const { access, origins, events, bus, logger } = parts;
  const io: LiveServer = new Server({
    path: SOCKET_PATH,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    // Other upgrades on this server are Next's (hot reload); they are not ours to end.
    destroyUpgrade: false,
    ...(bus ? { adapter: bus.adapter } : {}),
    allowRequest: (request, done) => {
      void allowHandshake(request, access, origins, logger).then((verdict) =>
        verdict.ok ? done(null, true) : done(verdict.reason, false),
      );
    },
  });
  io.attach(http);
  const publisher = createPublisher(io);
  const endPublishing = onPublication(events, parts.now, publisher.publish);
  const endWatch = watchSessions(io, access, events, logger);
  const endGaps = closeAfterGaps(io, events);
  bus?.start(io.sockets);

  io.use((socket, next) => {
    const session = handshakeSession(socket.request);
    if (!session) {
      next(new Error("not-signed-in"));
      return;
    }
    socket.data.session = session;
    next();
  });
  io.on("connection", (socket) => {
    socket.on("join", (name, answer) => {
      if (typeof answer !== "function") return;
      logger.debug({ room: parseRoom(name), userName: socket.data.session.userName }, "a socket joins");
      join(socket, name, { ...parts, publisher }).then(
        ({ answer: result, enter }) => {
          answer(result);
          enter();
        },
        // Logged in join; without an answer the client asks again.
        () => undefined,
      );
    });
    socket.on("leave", (name) => {
      const room = parseRoom(name);
      if (room) void socket.leave(room);
    });
  });
  const detach = async () => {
    endPublishing();
    endWatch();
    endGaps();
    // Local: the sockets of other processes go on.
    io.local.disconnectSockets(true);
    // Not io.close(): that would close the HTTP server too, whose end is the composition root's to decide.
    io.engine.close();
  };
  return Object.assign(detach, { connected: () => io.engine.clientsCount });
}

/**
 * When words of other processes were missed, nobody knows which: the sockets are closed as by a broken connection, so that the pages come
 * back and get whole snapshots. Returns the function that ends it.
 */
function closeAfterGaps(io: LiveServer, events: ServerEvents): () => void {
  const onMissed = () => {
    for (const socket of io.sockets.sockets.values()) socket.conn.close();
  };
  events.on("missed", onMissed);
  return () => events.off("missed", onMissed);
}
