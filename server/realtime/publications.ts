import type { Room, ServerToClientEvents } from "../../lib/contract/socket.ts";
import { listen, type ServerEventMap, type ServerEvents } from "../events.ts";
import { migrationRoom } from "./room-names.ts";

/** One message on its way to the rooms that it concerns. */
export type Publication = {
  [Name in keyof ServerToClientEvents]: {
    readonly rooms: readonly Room[];
    readonly name: Name;
    readonly args: Parameters<ServerToClientEvents[Name]>;
  };
}[keyof ServerToClientEvents];

/**
 * Turns what services announce into publications. Returns the function that ends it. Samples are sent reliably like the rest: socket.io's
 * volatile drops whatever meets a packet that is just being written, as a sample right after its record's state does, on the fastest of
 * connections; and one small message a second is no burden on the slowest. A client that does not read is closed by the ping timeout.
 */
export function onPublication(events: ServerEvents, now: () => number, publish: (publication: Publication) => void): () => void {
  const ends: (() => void)[] = [];
  const on = <Name extends keyof ServerEventMap>(name: Name, listener: (...args: ServerEventMap[Name]) => void) => {
    ends.push(listen(events, name, listener));
  };
  on("host:state", (snapshot) => publish({ rooms: ["inventory"], name: "host:state", args: [snapshot] }));
  on("host:removed", (id) => publish({ rooms: ["inventory"], name: "host:removed", args: [id] }));
  on("preflight:changed", (pairs) => publish({ rooms: ["preflight"], name: "preflight:changed", args: [pairs] }));
  on("migration:state", (record) =>
    publish({ rooms: ["migrations", migrationRoom(record.id)], name: "migration:state", args: [record] }),
  );
  on("migration:sample", (id, sample) =>
    publish({ rooms: [migrationRoom(id)], name: "migration:sample", args: [{ id, sample, sentAtMs: now() }] }),
  );
  on("migration:log", (id, entry) => publish({ rooms: [migrationRoom(id)], name: "migration:log", args: [{ id, entry }] }));
  return () => {
    for (const end of ends) end();
  };
}
