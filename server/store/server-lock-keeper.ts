import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../logger.ts";
import type { Postgres } from "./postgres/postgres.ts";
import { type ServerLock, takeServerLock } from "./server-lock.ts";

export interface LockKeeper {
  /** Resolves with the reason when another server has taken the lock meanwhile. */
  readonly lost: Promise<string>;
  /** From now on a lost lock is no surprise. */
  stop(): void;
  endBoot(): Promise<void>;
  release(): Promise<void>;
}

const RETRY_MS = 500;

/**
 * Watches the lock's connection: when the database went away under us (its process was killed, the network was cut) it is brought
 * back and the lock is taken again, for as long as it takes. Only another server that holds the lock alone ends it.
 */
export function keepServerLock(first: ServerLock, postgres: Postgres, logger: Logger): LockKeeper {
  let lock = first;
  let stopped = false;
  const watch = async (): Promise<string> => {
    for (;;) {
      await lock.lost;
      if (stopped) return new Promise<string>(() => undefined);
      logger.error("the database went away; bringing it back");
      while (!stopped) {
        try {
          await postgres.ensure();
        } catch (error) {
          logger.error({ err: error }, "the database is still away");
          await sleep(RETRY_MS);
          continue;
        }
        try {
          lock = await takeServerLock(postgres.connection, postgres.where, { shared: !postgres.embedded, boot: false });
          logger.info("the database is back");
          break;
        } catch (error) {
          // Held by another server: this one has no business here any more.
          if ((error as { code?: string }).code === "config") return (error as Error).message;
          logger.error({ err: error }, "the database went away again");
          await sleep(RETRY_MS);
        }
      }
    }
  };
  return {
    lost: watch(),
    stop() {
      stopped = true;
    },
    // With the connection that was lost meanwhile the lock on starts was lost too.
    endBoot: () => lock.endBoot(),
    release: () => lock.release(),
  };
}
