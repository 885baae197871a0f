import type pg from "pg";
import type { SpaceWatch } from "../space/watch.ts";

/** A PostgreSQL to connect to: ours, or somebody's. */
export interface Postgres {
  readonly embedded: boolean;
  readonly connection: pg.ClientConfig;
  /** For messages: the data folder, or the server's address without its password. */
  readonly where: string;
  /** The room that it has; null when it is not ours. */
  readonly space: SpaceWatch | null;
  /** Brings it (back) to where it answers. */
  ensure(): Promise<void>;
  /** Removes what a cut-short first start left. Only for who holds the server's lock. */
  tidy(): Promise<void>;
  /** Stops it, if it is ours. */
  stop(): Promise<void>;
}
