import { io, type Socket } from "socket.io-client";
import {
  type ClientToServerEvents,
  type JoinAnswer,
  type MigrationRecord,
  type ServerToClientEvents,
  SOCKET_PATH,
} from "../../lib/contract/index.ts";
import type { ConsoleClient } from "../../scripts/parts/console-client.ts";

/** What a browser hears by its socket. */
export interface Hearing {
  /** Since when it has been connected without a break; null = it is not. */
  connectedSinceMs(): number | null;
  /** When it heard of the migration's end for the first time; null = it has not. */
  heardEndAtMs(id: string): number | null;
  /** Ends that were told with different times: a migration that ended twice. */
  endedTwice(): readonly string[];
  close(): void;
}

/** Connects to one server as a browser does and looks at the list of migrations. Comes back by itself. */
export async function listen({ url, cookie }: ConsoleClient): Promise<Hearing> {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
    path: SOCKET_PATH,
    transports: ["websocket"],
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
    forceNew: true,
    extraHeaders: { cookie, origin: url },
  });
  const heard = new Map<string, number>();
  const ends = new Map<string, Set<number>>();
  let connectedSinceMs: number | null = null;
  const note = ({ id, endedAtMs }: MigrationRecord) => {
    if (endedAtMs === null) return;
    if (!heard.has(id)) heard.set(id, Date.now());
    ends.set(id, (ends.get(id) ?? new Set()).add(endedAtMs));
  };
  socket.on("migration:state", note);
  socket.on("disconnect", (reason) => {
    connectedSinceMs = null;
    // Only this one is not followed by a try of socket.io's own: the server sends its clients away when it may have missed something.
    if (reason === "io server disconnect") socket.connect();
  });
  await new Promise<void>((resolve) => {
    socket.on("connect", () => {
      void socket.emitWithAck("join", "migrations").then((answer: JoinAnswer) => {
        if (!answer.ok) return;
        for (const record of answer.snapshot as readonly MigrationRecord[]) note(record);
        connectedSinceMs = Date.now();
        resolve();
      });
    });
  });
  return {
    connectedSinceMs: () => connectedSinceMs,
    heardEndAtMs: (id) => heard.get(id) ?? null,
    endedTwice: () => [...ends].filter(([, times]) => times.size > 1).map(([id]) => id),
    close: () => void socket.close(),
  };
}
