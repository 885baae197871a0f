import type { Room } from "../../lib/contract/socket.ts";
import type { Publication } from "./publications.ts";
import type { LiveServer, LiveSocket } from "./types.ts";

type Tap = (publication: Publication) => void;

/** Sends publications to rooms, and to taps: joins that are under way. */
export interface Publisher {
  publish(publication: Publication): void;
  /** Hears what is published to `room` until the returned function is called. */
  tap(room: Room, tap: Tap): () => void;
}

/** Sends one publication to one socket, for what it missed while it joined. */
export function sendTo(socket: LiveSocket, { name, args }: Publication): void {
  // A union of names and arguments that fit each other; emit's own type takes them only one by one.
  (socket.emit as (name: string, ...args: readonly unknown[]) => void).call(socket, name, ...args);
}

export function createPublisher(io: LiveServer): Publisher {
  const taps = new Map<Room, Set<Tap>>();
  return {
    publish(publication) {
      for (const room of publication.rooms) for (const tap of taps.get(room) ?? []) tap(publication);
      // Local: the other processes hear of it over the bus, and each sends it to its own sockets.
      const rooms = io.local.to([...publication.rooms]);
      (rooms.emit as (name: string, ...args: readonly unknown[]) => void).call(rooms, publication.name, ...publication.args);
    },
    tap(room, tap) {
      const set = taps.get(room) ?? new Set();
      taps.set(room, set.add(tap));
      return () => {
        set.delete(tap);
        if (set.size === 0) taps.delete(room);
      };
    },
  };
}
