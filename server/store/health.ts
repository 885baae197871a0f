import type { Message } from "../../lib/core/model/message.ts";
import type { SpaceWatch } from "./space/watch.ts";

/** How the store is. */
export interface StoreHealth {
  /** False when it stores nothing any more. */
  readonly ok: boolean;
  /** In the data folder; null with a database elsewhere, whose room we cannot see. */
  readonly freeBytes: number | null;
  /** What is wrong or soon will be. */
  readonly problem: { readonly code: "store-full" | "store-low"; readonly message: Message } | null;
}

const MIB = 1024 * 1024;

/** What the room in the data folder means for the store; `space` null = the database is elsewhere. */
export function healthOf(space: SpaceWatch | null, folder: string): StoreHealth {
  if (space === null) return { ok: true, freeBytes: null, problem: null };
  const state = space.state();
  const freeBytes = space.freeBytes();
  if (state === "enough") return { ok: true, freeBytes, problem: null };
  const values = { folder, free: Math.floor(freeBytes / MIB) };
  return state === "low"
    ? { ok: true, freeBytes, problem: { code: "store-low", message: { key: "errors.store.low", values } } }
    : { ok: false, freeBytes, problem: { code: "store-full", message: { key: "errors.store.full-now", values } } };
}
