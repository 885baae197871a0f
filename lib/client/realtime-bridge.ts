import { notifyManager, type QueryClient } from "@tanstack/react-query";
import {
  type HostSnapshot,
  type MigrationRecord,
  type MigrationSample,
  type MigrationView,
  queryKeys,
  type Room,
  type RoomSnapshots,
} from "@/lib/contract/index.ts";
import { withHost, withLogEntry, withMigration, withoutHost, withRecord, withSamples } from "./live-cache.ts";
import { liveState, onLiveState } from "./live-state.ts";
import { createPaintQueue } from "./paint-queue.ts";
import { watchPreflight } from "./preflight-changes.ts";
import { connectRooms } from "./rooms.ts";
import type { LiveSocket } from "./socket.ts";

/** The cache key that a room keeps fresh; null: it only says what is to be read again. */
function keyOf(room: Room): readonly string[] | null {
  if (room === "preflight") return null;
  if (room === "inventory") return queryKeys.hosts;
  if (room === "migrations") return queryKeys.migrations;
  return queryKeys.migration(room.slice("migration:".length));
}

/**
 * Brings what the socket says into the query cache, which stays the browser's only truth: state replaces what is older, samples and log
 * entries are appended, all painted once a frame. Returns the function that ends it.
 */
export function bridgeRealtime(socket: LiveSocket, client: QueryClient): () => void {
  const queue = createPaintQueue((run) => notifyManager.batch(run));
  const update = <T>(key: readonly string[], change: (old: T) => T) =>
    // Nothing cached: nothing to change, the room's snapshot will bring it whole.
    client.setQueryData<T>(key, (old) => (old === undefined ? undefined : change(old)));
  const updateView = (id: string, change: (view: MigrationView) => MigrationView) =>
    update<MigrationView>(queryKeys.migration(id), change);

  const onHost = (snapshot: HostSnapshot) =>
    queue.push(() => update<readonly HostSnapshot[]>(queryKeys.hosts, (hosts) => withHost(hosts, snapshot)));
  const onHostRemoved = (id: string) =>
    queue.push(() => update<readonly HostSnapshot[]>(queryKeys.hosts, (hosts) => withoutHost(hosts, id)));
  const onRecord = (record: MigrationRecord) =>
    queue.push(() => {
      update<readonly MigrationRecord[]>(queryKeys.migrations, (records) => withMigration(records, record));
      updateView(record.id, (view) => withRecord(view, record));
    });
  const samples = new Map<string, MigrationSample[]>();
  const onSample = ({ id, sample }: { readonly id: string; readonly sample: MigrationSample }) => {
    const waiting = samples.get(id);
    if (waiting) {
      waiting.push(sample);
      return;
    }
    const first = [sample];
    samples.set(id, first);
    queue.push(() => {
      samples.delete(id);
      updateView(id, (view) => withSamples(view, first));
    });
  };
  const onLog = ({ id, entry }: { readonly id: string; readonly entry: MigrationView["log"][number] }) =>
    queue.push(() => updateView(id, (view) => withLogEntry(view, entry)));

  const onSnapshot = (room: Room, snapshot: RoomSnapshots[keyof RoomSnapshots]) =>
    queue.push(() => {
      const queryKey = keyOf(room);
      if (!queryKey) return;
      // A fetch that is under way is older than this.
      void client.cancelQueries({ queryKey, exact: true }, { revert: false, silent: true });
      client.setQueryData(queryKey, snapshot);
    });

  const preflight = watchPreflight(client);
  const rooms = connectRooms(socket, onSnapshot);
  let connectedBefore = false;
  const onConnect = () => {
    rooms.joinAll();
    // What no room keeps fresh may have changed while we were away.
    const live = new Set(rooms.joined().map((room) => JSON.stringify(keyOf(room))));
    if (connectedBefore) {
      void client.invalidateQueries({ refetchType: "active", predicate: (query) => !live.has(JSON.stringify(query.queryKey)) });
    }
    connectedBefore = true;
  };
  // A query looks at its polling interval only when it changes: asking once gets the polling under way.
  const endStateWatch = onLiveState(() => {
    if (liveState() === "paused") void client.invalidateQueries({ refetchType: "active" });
  });

  socket.on("host:state", onHost);
  socket.on("host:removed", onHostRemoved);
  socket.on("preflight:changed", preflight.changed);
  socket.on("migration:state", onRecord);
  socket.on("migration:sample", onSample);
  socket.on("migration:log", onLog);
  socket.on("connect", onConnect);
  if (socket.connected) onConnect();
  return () => {
    endStateWatch();
    preflight.end();
    rooms.disconnect();
    socket.off("host:state", onHost);
    socket.off("host:removed", onHostRemoved);
    socket.off("preflight:changed", preflight.changed);
    socket.off("migration:state", onRecord);
    socket.off("migration:sample", onSample);
    socket.off("migration:log", onLog);
    socket.off("connect", onConnect);
  };
}
