import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { SOCKET_PATH } from "../../lib/contract/socket.ts";
import type { Access } from "../access/index.ts";
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
  readonly logger: Logger;
  readonly now: () => number;
}

/** Clients send room names only. */
const LARGEST_MESSAGE_BYTES = 4096;

/**
 * Socket.io on the HTTP server: rooms by subject, snapshots on joining, no socket without a session. Returns the function that closes
 * all sockets (but not the HTTP server).
 */
export function attachRealtime(http: HttpServer, parts: RealtimeParts): () => Promise<void> {
  const { access, origins, events, logger } = parts;
  const io: LiveServer = new Server({
    path: SOCKET_PATH,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    // Other upgrades on this server are Next's (hot reload); they are not ours to end.
    destroyUpgrade: false,
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
  return async () => {
    endPublishing();
    endWatch();
    io.disconnectSockets(true);
    // Not io.close(): that would close the HTTP server too, whose end is the composition root's to decide.
    io.engine.close();
  };
}
