import type { Duplex } from "node:stream";
import pg from "pg";
import type { Logger } from "../logger.ts";

/** Insertions of long messages must not keep short ones waiting for long. */
const SENDERS = 3;
const CONNECT_WITHIN_MS = 5_000;

export interface BusConnection {
  /** For the adapter, which asks no more of a pool than `connect` (for its listener) and `query`. */
  readonly pool: pg.Pool;
  /** Resolves when the channel is listened to for the first time. */
  readonly listening: Promise<void>;
  /** Calls back when a lost listener was replaced. */
  onListeningAgain(callback: () => void): void;
  /** When anything was last heard on the channel (our own words come back too), by performance.now(). */
  heardAtMs(): number;
  /** Ends the listener's connection as a dead one: the adapter makes a new one. */
  giveUpListener(): void;
  close(): Promise<void>;
}

/**
 * The connections that the socket.io adapter works on. It takes a listener out of a pool and never gives it back when that dies, nor listens to its
 * errors (which would end the process): here the listener is a connection of its own, looked after.
 */
export function openBusConnection(config: pg.ClientConfig, logger: Pick<Logger, "warn" | "info">): BusConnection {
  const senders = new pg.Pool({
    ...config,
    max: SENDERS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: `VirtFerry bus of ${process.pid}`,
  });
  senders.on("error", (error) => logger.warn({ err: error }, "a connection of the bus was lost"));
  let closed = false;
  let heardAtMs = performance.now();
  let listener: pg.Client | undefined;
  let again: () => void = () => undefined;
  let sayListening: () => void = () => undefined;
  const listening = new Promise<void>((resolve) => {
    sayListening = resolve;
  });

  const connect = async (): Promise<pg.Client> => {
    // The adapter tries again for ever; after the end nothing is to come of it.
    if (closed) return new Promise(() => undefined);
    const client = new pg.Client({
      ...config,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      application_name: `VirtFerry listener of ${process.pid}`,
    });
    client.on("error", (error) => logger.warn({ err: error }, "the connection that hears the other processes was lost"));
    client.on("notification", () => {
      heardAtMs = performance.now();
    });
    await client.connect();
    if (closed) {
      await client.end();
      return new Promise(() => undefined);
    }
    const isFirst = listener === undefined;
    listener = client;
    const query = client.query.bind(client) as (text: string) => Promise<pg.QueryResult>;
    return Object.assign(client, {
      release: () => void client.end(),
      async query(text: string) {
        const result = await query(text);
        heardAtMs = performance.now();
        sayListening();
        if (!isFirst) again();
        return result;
      },
    });
  };
  const facade = { connect, query: (text: string, values: unknown[]) => senders.query(text, values) };
  return {
    pool: facade as unknown as pg.Pool,
    listening,
    onListeningAgain(callback) {
      again = callback;
    },
    heardAtMs: () => heardAtMs,
    giveUpListener() {
      // pg's own end waits for the other side, which is not there.
      (listener as unknown as { connection: { stream: Duplex } } | undefined)?.connection.stream.destroy();
    },
    async close() {
      closed = true;
      await listener?.end().catch((error: unknown) => logger.warn({ err: error }, "the bus's listener did not end in order"));
      await senders.end();
    },
  };
}
