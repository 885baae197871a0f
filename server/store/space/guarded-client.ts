import pg from "pg";
import { asStoreFull } from "../../store-error.ts";
import type { SpaceWatch } from "./watch.ts";

/**
 * What makes the database grow. The rest is let through even when there is hardly any room, for it is small and matters more then: how a migration
 * ends, that somebody wants it aborted, a sign-in.
 */
const GROWS =
  /^\s*insert\s+into\s+(?:"?public"?\.)?"?(?:migrations|migration_samples|migration_log|host_facts|hosts|ssh_keys|policies|fixes|link_figures)"?[\s(]/i;

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  const text = typeof query === "object" && query !== null && "text" in query ? query.text : "";
  return typeof text === "string" ? text : "";
}

type Callback = (error: Error | null, result?: unknown) => void;

/**
 * A client class for a pool: on a full disk it refuses what would grow before PostgreSQL sees it. PostgreSQL itself does not refuse everything: when it
 * cannot begin a new piece of its log it dies, and then nothing can be read either.
 */
export function guardedClient(space: SpaceWatch): typeof pg.Client {
  /** The same error whether we or PostgreSQL found that there is no room. */
  const told = (error: Error): Error => (asStoreFull(error) ? space.error() : error);
  const plain = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  class GuardedClient extends pg.Client {}
  // Not an override: pg's own signature has eight overloads, and this passes on whichever was used.
  Object.defineProperty(GuardedClient.prototype, "query", {
    value(this: pg.Client, ...args: unknown[]): unknown {
      const callback = args.at(-1);
      if (GROWS.test(textOf(args[0])) && space.state() === "full") {
        if (typeof callback !== "function") return Promise.reject(space.error());
        process.nextTick(callback as Callback, space.error());
        return undefined;
      }
      if (typeof callback === "function") {
        const wrapped: Callback = (error, result) => (callback as Callback)(error && told(error), result);
        return Reflect.apply(plain, this, [...args.slice(0, -1), wrapped]);
      }
      const answer = Reflect.apply(plain, this, args);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: Error) => {
        throw told(error);
      });
    },
  });
  return GuardedClient;
}
