import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { Db } from "../store/database.ts";

/** One VirtFerry process on a database. */
export interface ProcessIdentity {
  /** New at each start. */
  readonly id: string;
  /** For people: process id and machine. */
  readonly name: string;
}

/** Who is alive on this database. With the embedded database that is always this process alone. */
export interface ProcessBook {
  readonly me: ProcessIdentity;
  /** Sorted by id; this process is always among them. */
  live(): readonly ProcessIdentity[];
  /** Called after somebody came or went. Returns the unsubscriber. */
  onChange(listener: () => void): () => void;
  start(): Promise<void>;
  /** Says good-bye, so that the others need not wait for the heartbeat to be missed. */
  stop(): Promise<void>;
}

/**
 * The right to look after one migration: exactly one process has it at a time. When `signal` aborts it is lost (or about to be): from then on
 * nothing more may be done or written.
 */
export interface Lease {
  readonly migrationId: MigrationId;
  /** Different for each taking: writes of the migration's record carry it, so that one who lost the lease without noticing cannot write. */
  readonly token: string;
  readonly signal: AbortSignal;
  /** True from the moment in which it is lost, exact even when the process was frozen and no timer ran: asked before what must not happen twice. */
  lost(): boolean;
  /** Renews it as part of `tx`, until whose end nobody else can take it; false when it is lost. */
  confirm(tx: Pick<Db, "execute">): Promise<boolean>;
}

/**
 * over: the migration has ended, nobody need look after it any more; released: it has not, another process (or a later start) goes on.
 */
export type CareEnd = "over" | "released";

/** Leases on migrations, through the queue library. */
export interface MigrationLeases {
  /** True when no other process can be at work on this database. */
  readonly sole: boolean;
  /** Hands a migration to whichever process is free; part of `tx` when one is given. Handing over one that is handed over already changes nothing. */
  send(id: MigrationId, tx?: Pick<Db, "execute">): Promise<void>;
  /** Begins to take migrations; `care` is called for each. In the sole process of a database, what an earlier run held is taken at once. */
  start(care: (lease: Lease) => Promise<CareEnd>): Promise<void>;
  /** Gives all that is held back (after `care` has returned for each) and takes no more. */
  stop(): Promise<void>;
}
