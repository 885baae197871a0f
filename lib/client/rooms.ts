import type { JoinAnswer, Room, RoomSnapshots } from "@/lib/contract/index.ts";
import { goToSignIn } from "./sign-in-redirect.ts";
import type { LiveSocket } from "./socket.ts";

type OnSnapshot = (room: Room, snapshot: RoomSnapshots[keyof RoomSnapshots]) => void;

/** Who wants which room; components come and go before the socket is there, so it is kept apart from it. */
const wanted = new Map<Room, number>();
/** A page change unmounts and mounts again: leaving waits a moment, so that nothing is missed in between. */
const LEAVE_AFTER_MS = 2000;
const ANSWER_WITHIN_MS = 10_000;
const AGAIN_AFTER_MS = 2000;

interface Connection {
  join(room: Room): void;
  leave(room: Room): void;
}
let connection: Connection | null = null;

/** Wants a room until the returned function is called; counted, so that two components may want the same. */
export function wantRoom(room: Room): () => void {
  const count = wanted.get(room) ?? 0;
  wanted.set(room, count + 1);
  if (count === 0) connection?.join(room);
  let done = false;
  return () => {
    if (done) return;
    done = true;
    setTimeout(() => {
      const left = (wanted.get(room) ?? 1) - 1;
      if (left > 0) {
        wanted.set(room, left);
        return;
      }
      wanted.delete(room);
      connection?.leave(room);
    }, LEAVE_AFTER_MS);
  };
}

/** Joins wanted rooms on `socket` and hands each answer's snapshot to `onSnapshot`, which replaces what is cached. */
export function connectRooms(
  socket: LiveSocket,
  onSnapshot: OnSnapshot,
): { joinAll(): void; joined(): readonly Room[]; disconnect(): void } {
  let ended = false;
  const answered = (room: Room, answer: JoinAnswer) => {
    if (answer.ok) onSnapshot(room, answer.snapshot);
    else if (answer.code === "not-signed-in") goToSignIn();
    // not-found and invalid-input: the page's own query shows that.
  };
  const join = (room: Room) => {
    if (!socket.connected) return;
    socket.timeout(ANSWER_WITHIN_MS).emit("join", room, (error: Error | null, answer: JoinAnswer) => {
      if (ended || !wanted.has(room)) return;
      if (!error) answered(room, answer);
      else if (socket.connected) setTimeout(() => wanted.has(room) && join(room), AGAIN_AFTER_MS);
    });
  };
  const leave = (room: Room) => {
    if (socket.connected) socket.emit("leave", room);
  };
  connection = { join, leave };
  return {
    joinAll() {
      for (const room of wanted.keys()) join(room);
    },
    joined: () => [...wanted.keys()],
    disconnect() {
      ended = true;
      connection = null;
    },
  };
}
