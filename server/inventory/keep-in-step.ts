import type { HostRegistration } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { listen } from "../events.ts";
import type { HostBookParts } from "./host-book.ts";
import type { HostEntry } from "./host-entry.ts";
import type { InventoryParts } from "./parts.ts";
import type { Registry } from "./registry.ts";
import { repeat } from "./timing.ts";

/** A net under the events, ms. */
const RELOAD_MS = 60_000;

export interface KeepInStepParts {
  readonly registry: Registry;
  readonly open: (registration: HostRegistration, stored?: HostBookParts["stored"]) => HostEntry;
  /** Forgets a host here; the store does, or did, by itself. */
  readonly drop: (id: HostId) => Promise<void>;
}

/**
 * Keeps this process's hosts as the store has them, whoever added, removed or re-pinned one: by events, and by looking every minute and
 * after events were missed. Returns the function that ends it.
 */
export function keepInStep(parts: InventoryParts, { registry, open, drop }: KeepInStepParts): () => void {
  const { store, links, events, logger } = parts;
  let last: Promise<void> = Promise.resolve();
  /** One after the other: what a look found must not undo what was heard after it. */
  const inTurn = (what: string, task: () => Promise<void>): Promise<void> => {
    last = last.then(task).catch((error: unknown) => logger.warn({ err: error, what }, "hosts could not be brought in step"));
    return last;
  };
  const take = (registration: HostRegistration, stored?: HostBookParts["stored"]): void => {
    const { id } = registration;
    const present = registry.get(id);
    if (!present) {
      open(registration, stored);
      events.emit("host:asked", [id]);
      return;
    }
    if (JSON.stringify(present.book.snapshot().registration) === JSON.stringify(registration)) return;
    present.book.setRegistration(registration);
    links.replace(registration);
    present.book.publish();
  };
  const reload = async (): Promise<void> => {
    // Those of now: one that is being added meanwhile is not in a list that was asked for before.
    const before = [...registry.keys()];
    const registrations = await store.hosts.list();
    const ids = new Set(registrations.map(({ id }) => id));
    const isNew = registrations.some(({ id }) => !registry.has(id));
    const facts = isNew ? await store.hosts.loadFacts() : new Map<HostId, NonNullable<HostBookParts["stored"]>>();
    for (const registration of registrations) take(registration, facts.get(registration.id));
    for (const id of before) {
      if (ids.has(id) || !registry.has(id)) continue;
      await drop(id);
      events.hear("host:removed", id);
    }
  };
  const ends = [
    listen(events, "host:registered", (registration) => void inTurn("registered", async () => take(registration))),
    listen(events, "host:removed", (id) => void inTurn("removed", () => (registry.has(id) ? drop(id) : Promise.resolve()))),
    listen(events, "host:retry", (id) => links.get(id)?.retryNow()),
    listen(events, "missed", () => void inTurn("missed", reload)),
    ...(parts.processes ? [repeat(RELOAD_MS, () => inTurn("reload", reload))] : []),
  ];
  return () => {
    for (const end of ends) end();
  };
}
