import type { ServerEvents } from "../events.ts";
import type { Logger } from "../logger.ts";
import type { Database } from "../store/database.ts";
import { type Bus, createBus } from "./bus.ts";
import { createProcessBook, soleProcess } from "./process-book.ts";
import type { ProcessBook, ProcessIdentity } from "./types.ts";

/** What this process has to do with the others on its database. */
export interface Cluster {
  readonly processes: ProcessBook;
  /** The same book where there may be others; undefined where this process has the database to itself. */
  readonly shared: ProcessBook | undefined;
  /** For realtime, whose socket.io carries it. */
  readonly bus: Bus | undefined;
  /** Hears the others, and is known to them from here on. Realtime has the bus by now. */
  start(): Promise<void>;
  /** Says good-bye; the bus goes on till `stop`. */
  leave(): Promise<void>;
  stop(): Promise<void>;
}

/** Nobody else and no traffic for a database of our own; a heartbeat and the bus for one that others may share. */
export function openCluster(
  database: Pick<Database, "db" | "sole" | "connection">,
  me: ProcessIdentity,
  events: ServerEvents,
  logger: Logger,
): Cluster {
  const nothing = async (): Promise<void> => undefined;
  if (database.sole)
    return { processes: soleProcess(me), shared: undefined, bus: undefined, start: nothing, leave: nothing, stop: nothing };
  const processes = createProcessBook({ db: database.db, me, events, logger });
  const bus = createBus({ connection: database.connection, me, events, logger });
  return {
    processes,
    shared: processes,
    bus,
    async start() {
      await bus.listening;
      await processes.start();
    },
    leave: () => processes.stop(),
    stop: () => bus.stop(),
  };
}
