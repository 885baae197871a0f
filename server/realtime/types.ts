import type { Server, Socket } from "socket.io";
import type { ClientToServerEvents, ServerToClientEvents } from "../../lib/contract/socket.ts";
import type { Session } from "../access/index.ts";
import type { BetweenServers } from "../cluster/between-servers.ts";

export interface SocketData {
  session: Session;
}

export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, BetweenServers, SocketData>;
export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, BetweenServers, SocketData>;
