import type pg from "pg";
import { Counter, Gauge, type Registry } from "prom-client";
import type { MetricGroup } from "./registry.ts";

type Query = (...args: unknown[]) => unknown;

/** Calls `onError` when a query of this connection fails; the query itself is as it was, whichever of pg's ways it is asked in. */
function watchQueries(client: { query: unknown }, onError: () => void): void {
  const query = (client.query as Query).bind(client);
  const watched: Query = (...args) => {
    const last = args.length - 1;
    const callback = args[last];
    if (typeof callback === "function") {
      args[last] = (error: unknown, ...rest: unknown[]) => {
        if (error) onError();
        callback(error, ...rest);
      };
      return query(...args);
    }
    const answer = query(...args);
    if (answer instanceof Promise) answer.catch(onError);
    return answer;
  };
  // Not an assignment: the store's own client class may have a `query` that cannot be assigned to.
  Object.defineProperty(client, "query", { value: watched, configurable: true, writable: true });
}

/** The database as this process uses it. `readOnly`: whether writes are refused. */
export function createStoreMetrics(
  registry: Registry,
  pool: Pick<pg.Pool, "on" | "totalCount" | "idleCount" | "waitingCount">,
  readOnly: () => boolean,
): MetricGroup {
  const registers = [registry];
  const errors = new Counter({
    name: "virtferry_store_errors_total",
    help: "Queries and connections that the database failed; a refused double entry is one too.",
    registers,
  });
  const connections = new Gauge({
    name: "virtferry_database_pool_connections",
    help: "Connections of the pool to the database.",
    labelNames: ["state"],
    registers,
  });
  const waiting = new Gauge({
    name: "virtferry_database_pool_waiting",
    help: "Queries that wait for a connection of the pool.",
    registers,
  });
  const refused = new Gauge({
    name: "virtferry_store_read_only",
    help: "1 while nothing can be written (the disk is full, for example) and reading goes on.",
    registers,
  });
  const count = () => errors.inc();
  const watched = new WeakSet<object>();
  // Not "connect": some connections are older than we are.
  pool.on("acquire", (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    watchQueries(client, count);
  });
  pool.on("error", count);
  return {
    refresh() {
      connections.set({ state: "busy" }, pool.totalCount - pool.idleCount);
      connections.set({ state: "idle" }, pool.idleCount);
      waiting.set(pool.waitingCount);
      refused.set(readOnly() ? 1 : 0);
    },
  };
}
