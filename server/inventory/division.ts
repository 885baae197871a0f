import type { HostId } from "../../lib/core/model/ids.ts";
import { processFor } from "../cluster/rendezvous.ts";
import { listen } from "../events.ts";
import type { InventoryParts } from "./parts.ts";
import type { Registry } from "./registry.ts";

/** Who reads which host, where several processes share them. */
export interface Division {
  /** This process's id. */
  readonly me: string;
  readerOf(id: HostId): string;
  /** Follows the others, and the list of the living, until stopped. */
  start(): void;
  stop(): void;
}

const ALONE: Division = { me: "me", readerOf: () => "me", start: () => undefined, stop: () => undefined };

/** The division over the processes that are alive; without a process book this process reads every host. */
export function createDivision(
  { processes, events }: Pick<InventoryParts, "processes" | "events">,
  registry: Registry,
): Division {
  if (!processes) return ALONE;
  const me = processes.me.id;
  const readerOf = (id: HostId): string => processFor(processes.live(), id).id;
  const divide = (): void => {
    const elsewhere = [...registry].filter(([id, { share }]) => share.setReader(readerOf(id))).map(([id]) => id);
    if (elsewhere.length > 0) events.emit("host:asked", elsewhere);
  };
  const ends: (() => void)[] = [];
  return {
    me,
    readerOf,
    start() {
      ends.push(
        processes.onChange(divide),
        listen(events, "host:told", (telling) => registry.get(telling.snapshot.registration.id)?.share.onTold(telling)),
        listen(events, "host:read-here", (word) => registry.get(word.hostId)?.share.onReadHere(word)),
        listen(events, "host:asked", (ids) => {
          for (const [id, { share }] of registry) if (ids === null || ids.includes(id)) share.tell();
        }),
        listen(events, "missed", () => void events.emit("host:asked", null)),
      );
      divide();
      events.emit("host:asked", null);
    },
    stop() {
      for (const end of ends.splice(0)) end();
    },
  };
}
