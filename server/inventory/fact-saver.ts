import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostRepository } from "../store/repositories.ts";
import type { InventoryParts } from "./parts.ts";

/** Shortest time between two savings of one host when it changed, and when only figures and age moved. */
const CHANGED_EVERY_MS = 10_000;
const AGED_EVERY_MS = 60_000;

/** Stores a host's facts now and then, so that a restarted server shows a host that is away. */
export interface FactSaver {
  offer(snapshot: HostSnapshot, changed: boolean): void;
  /** Saves what is still waiting. */
  flush(): Promise<void>;
  /** Forgets what waits: somebody else saves this host now. */
  drop(): void;
}

/** A saver for one host. A saving that fails is logged and tried again with the next offer: the host itself is the truth. */
export function createFactSaver(hosts: HostRepository, { logger, now }: Pick<InventoryParts, "logger" | "now">): FactSaver {
  let waiting: HostSnapshot | undefined;
  let savedAtMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let dueAtMs = Number.POSITIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();

  const save = (): Promise<void> => {
    clearTimeout(timer);
    dueAtMs = Number.POSITIVE_INFINITY;
    const snapshot = waiting;
    waiting = undefined;
    if (!snapshot?.facts || snapshot.observedAtMs === null) return last;
    savedAtMs = now();
    const { registration, facts, domains, observedAtMs } = snapshot;
    last = last
      .then(() => hosts.saveFacts(registration.id, facts, domains, observedAtMs))
      .catch((error: unknown) => {
        logger.warn({ hostId: registration.id, error }, "facts of a host were not saved");
      });
    return last;
  };
  return {
    offer(snapshot, changed) {
      waiting = snapshot;
      const atMs = savedAtMs + (changed ? CHANGED_EVERY_MS : AGED_EVERY_MS);
      if (atMs >= dueAtMs) return;
      dueAtMs = atMs;
      clearTimeout(timer);
      timer = setTimeout(() => void save(), Math.max(0, atMs - now()));
      timer.unref();
    },
    flush: save,
    drop() {
      clearTimeout(timer);
      dueAtMs = Number.POSITIVE_INFINITY;
      waiting = undefined;
    },
  };
}
