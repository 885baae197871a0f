import { createAdapter } from "@socket.io/postgres-adapter";
import type pg from "pg";
import type { ServerOptions } from "socket.io";
import { listen, type ServerEventMap, type ServerEvents } from "../events.ts";
import type { Logger } from "../logger.ts";
import type { LiveServer } from "../realtime/types.ts";
import type { BusMessage } from "./between-servers.ts";
import { openBusConnection } from "./bus-connection.ts";
import { createInOrder } from "./in-order.ts";
import type { ProcessIdentity } from "./types.ts";

/** Which events leave the process. "host:state" is what is shown here, "missed" is what happened here. */
const PASSED_ON: { readonly [Name in keyof ServerEventMap]: boolean } = {
  "host:state": false,
  "host:registered": true,
  "host:removed": true,
  "host:retry": true,
  "host:told": true,
  "host:asked": true,
  "host:read-here": true,
  "sharing:noted": true,
  "link:learned": true,
  "dirty:noted": true,
  "preflight:changed": true,
  "migration:state": true,
  "migration:sample": true,
  "migration:log": true,
  "lever:asked": true,
  "lever:answered": true,
  "settings:changed": true,
  "session:ended": true,
  "process:changed": true,
  missed: false,
};

const COUNT_MS = 2_000;
/** Our own counts come back every 2 s: a listener that hears nothing for so long is dead, though nobody said so. */
const SILENT_MS = 9_000;
/** Losses from several processes at once, after an outage, are one. */
const MISSED_PAUSE_MS = 250;

export interface BusParts {
  readonly connection: pg.ClientConfig;
  readonly me: ProcessIdentity;
  readonly events: ServerEvents;
  readonly logger: Pick<Logger, "info" | "warn" | "error">;
}

/** The events' way between the processes on one database. */
export interface Bus {
  /** For socket.io's server. */
  readonly adapter: NonNullable<ServerOptions["adapter"]>;
  /** Resolves when it hears the others: only then is read what later follows their words. */
  readonly listening: Promise<void>;
  /** Begins to speak and to hear. */
  start(namespace: LiveServer["sockets"]): void;
  stop(): Promise<void>;
}

/** Makes the bus; nothing is connected before socket.io takes the adapter. */
export function createBus({ connection, me, events, logger }: BusParts): Bus {
  const database = openBusConnection(connection, logger);
  // Made with the namespace: it connects, and sets a timer, as soon as it is there.
  function adapter(namespace: Parameters<ReturnType<typeof createAdapter>>[0]) {
    // Not an arrow function: socket.io calls it with `new`.
    return createAdapter(database.pool, {
      errorHandler: (error: Error) => logger.warn({ err: error }, "words to or from the other processes may be lost"),
    })(namespace);
  }
  let stop = async (): Promise<void> => database.close();
  return {
    adapter,
    listening: database.listening,
    start(namespace) {
      let said = 0;
      let missed: NodeJS.Timeout | undefined;
      const hear = ({ name, args }: BusMessage): void => {
        if (!(PASSED_ON as Readonly<Record<string, boolean>>)[name]) return;
        try {
          // Another process of the same program said it: of the event's own form.
          const values = JSON.parse(args) as ServerEventMap[keyof ServerEventMap];
          events.hear(name as keyof ServerEventMap, ...values);
        } catch (error) {
          logger.error({ err: error, event: name }, "an event of another process broke what listens to it");
        }
      };
      const onMissed = (): void => {
        missed ??= setTimeout(() => {
          missed = undefined;
          logger.warn("words of other processes were missed; all that follows them is read anew");
          events.hear("missed");
        }, MISSED_PAUSE_MS);
      };
      const order = createInOrder<BusMessage>({ deliver: hear, onMissed, now: () => performance.now() });
      database.onListeningAgain(order.listeningAgain);
      namespace.on("said", (message: BusMessage) => order.take(message));
      namespace.on("count", (from: string, count: number) => order.count(from, count));

      const ends = passedOn().map((name) =>
        listen(events.own, name, (...args) => {
          said += 1;
          namespace.serverSideEmit("said", { from: me.id, seq: said, name, args: JSON.stringify(args) });
        }),
      );
      const count = () => namespace.serverSideEmit("count", me.id, said);
      void database.listening.then(count);
      const timer = setInterval(() => {
        count();
        if (performance.now() - database.heardAtMs() < SILENT_MS) return;
        logger.warn("the connection that hears the other processes is silent; it is made anew");
        database.giveUpListener();
      }, COUNT_MS);
      stop = async () => {
        clearInterval(timer);
        clearTimeout(missed);
        for (const end of ends) end();
        order.stop();
        namespace.removeAllListeners("said");
        namespace.removeAllListeners("count");
        await namespace.adapter.close();
        await database.close();
      };
    },
    stop: () => stop(),
  };
}

function passedOn(): (keyof ServerEventMap)[] {
  return (Object.keys(PASSED_ON) as (keyof ServerEventMap)[]).filter((name) => PASSED_ON[name]);
}
