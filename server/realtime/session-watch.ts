import type { Access } from "../access/index.ts";
import type { ServerEvents } from "../events.ts";
import type { Logger } from "../logger.ts";
import { stillSignedIn } from "./handshake.ts";
import type { LiveServer, LiveSocket } from "./types.ts";

const EVERY_MS = 60_000;

function signOut(socket: LiveSocket): void {
  socket.emit("signed-out");
  socket.disconnect(true);
}

/**
 * Closes sockets whose session has ended: at once when it is ended here (sign-out), within a minute when it ran out or was revoked in the
 * database. Returns the function that ends the watch.
 */
export function watchSessions(io: LiveServer, access: Pick<Access, "session">, events: ServerEvents, logger: Logger): () => void {
  const sockets = (): LiveSocket[] => [...io.sockets.sockets.values()];
  const onEnded = (sessionId: string) => {
    for (const socket of sockets()) if (socket.data.session.id === sessionId) signOut(socket);
  };
  const check = async (): Promise<void> => {
    for (const socket of sockets()) {
      try {
        if (!(await stillSignedIn(socket.request, access))) signOut(socket);
      } catch (error) {
        // The database is away: nobody is signed out for that; the next round asks again.
        logger.warn({ err: error }, "sessions of open sockets could not be checked");
        return;
      }
    }
  };
  const timer = setInterval(() => void check(), EVERY_MS);
  timer.unref();
  events.on("session:ended", onEnded);
  return () => {
    clearInterval(timer);
    events.off("session:ended", onEnded);
  };
}
