import { useEffect } from "react";
import type { Room } from "@/lib/contract/index.ts";
import { wantRoom } from "./rooms.ts";

/** Keeps a room's data live in the query cache while the component is mounted; null = none. */
export function useRoom(room: Room | null): void {
  useEffect(() => (room === null ? undefined : wantRoom(room)), [room]);
}
