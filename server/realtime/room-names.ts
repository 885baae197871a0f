import { roomInput } from "../../lib/contract/inputs.ts";
import type { Room } from "../../lib/contract/socket.ts";
import { type MigrationId, migrationId } from "../../lib/core/model/ids.ts";

/** The room that a client asked for, or null when that is no room's name. */
export function parseRoom(text: unknown): Room | null {
  const parsed = roomInput.safeParse(text);
  return parsed.success ? (parsed.data as Room) : null;
}

export function migrationRoom(id: MigrationId): Room {
  return `migration:${id}`;
}

/** The migration that a room is about; null for the two lists. */
export function migrationOf(room: Room): MigrationId | null {
  return room.startsWith("migration:") ? migrationId(room.slice("migration:".length)) : null;
}
