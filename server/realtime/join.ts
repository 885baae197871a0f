import type { JoinAnswer, Room, RoomSnapshots } from "../../lib/contract/socket.ts";
import type { Logger } from "../logger.ts";
import type { InventoryService, MigrationService } from "../services.ts";
import type { Publication } from "./publications.ts";
import { type Publisher, sendTo } from "./publisher.ts";
import { migrationOf, parseRoom } from "./room-names.ts";
import type { LiveSocket } from "./types.ts";

/** As many migrations as the list on screen shows. */
const LISTED = 200;
const MOST_ROOMS = 32;

export interface JoinParts {
  readonly inventory: Pick<InventoryService, "snapshots">;
  readonly migrations: Pick<MigrationService, "list" | "get">;
  readonly publisher: Publisher;
  readonly logger: Logger;
}

async function snapshotOf(room: Room, { inventory, migrations }: JoinParts): Promise<RoomSnapshots[keyof RoomSnapshots]> {
  const id = migrationOf(room);
  if (id !== null) return await migrations.get(id);
  if (room === "preflight") return null;
  return room === "inventory" ? inventory.snapshots() : await migrations.list({ limit: LISTED });
}

/**
 * Lets a socket into a room without a gap: what is published while the snapshot is read is kept, and sent right after the snapshot's
 * answer; then, in the same turn of the event loop, the socket enters the room. So a client sees the snapshot first and every later
 * message once, in order.
 */
export async function join(
  socket: LiveSocket,
  name: unknown,
  parts: JoinParts,
): Promise<{ answer: JoinAnswer; enter: () => void }> {
  const nothing = () => undefined;
  const room = parseRoom(name);
  if (!room || socket.rooms.size > MOST_ROOMS) return { answer: { ok: false, code: "invalid-input" }, enter: nothing };
  // A second join answers anew; until then nothing may overtake its snapshot.
  void socket.leave(room);
  const missed: Publication[] = [];
  const untap = parts.publisher.tap(room, (publication) => missed.push(publication));
  try {
    const snapshot = await snapshotOf(room, parts);
    const enter = () => {
      untap();
      if (!socket.connected) return;
      for (const publication of missed) sendTo(socket, publication);
      void socket.join(room);
    };
    return { answer: { ok: true, snapshot }, enter };
  } catch (error) {
    untap();
    if ((error as { code?: unknown }).code !== "not-found") {
      parts.logger.error({ err: error, room }, "a room's snapshot could not be read");
      // No answer: the client asks again.
      throw error;
    }
    return { answer: { ok: false, code: "not-found" }, enter: nothing };
  }
}
