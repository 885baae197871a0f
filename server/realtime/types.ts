import type { Server, Socket } from "socket.io";
import type { ClientToServerEvents, ServerToClientEvents } from "../../lib/contract/socket.ts";
import type { Session } from "../access/index.ts";

export interface SocketData {
  session: Session;
}

type None = Record<string, never>;
export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, None, SocketData>;
export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, None, SocketData>;
