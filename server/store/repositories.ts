import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { ErrorCode, ErrorData } from "../../lib/contract/errors.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { FixRecord } from "../../lib/core/model/fix.ts";
import type { HostFacts, HostRegistration } from "../../lib/core/model/host.ts";
import type { HostId, MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationLogEntry, MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";
import type { LeverAction, MigrationPolicy } from "../../lib/core/model/options.ts";
import type { LinkFigures } from "../../lib/core/model/prediction.ts";

/** What services may ask of the store. Every write is durable (committed, fsync on) when its promise resolves. */
export interface HostRepository {
  list(): Promise<readonly HostRegistration[]>;
  insert(host: HostRegistration): Promise<void>;
  update(host: HostRegistration): Promise<void>;
  remove(id: HostId): Promise<void>;
  /** Last facts, kept so that a restarted server shows a host that is away. */
  saveFacts(id: HostId, facts: HostFacts, domains: readonly Domain[], observedAtMs: number): Promise<void>;
  loadFacts(): Promise<
    ReadonlyMap<HostId, { readonly facts: HostFacts; readonly domains: readonly Domain[]; readonly observedAtMs: number }>
  >;
}

export interface StoredKey {
  readonly id: string;
  readonly name: string;
  readonly algorithm: string;
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly createdAtMs: number;
}

/** Public halves in the database; private halves in files of mode 0600 in the data folder, never in the database. */
export interface KeyRepository {
  list(): Promise<readonly StoredKey[]>;
  add(key: StoredKey, privateKey: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** The private key's text; throws when there is no such key. */
  readPrivate(id: string): Promise<string>;
}

export type InsertOutcome =
  | { readonly kind: "inserted" }
  /** The same idempotency key was used before: this is its record. */
  | { readonly kind: "repeated"; readonly record: MigrationRecord }
  /** Another migration of this domain has not ended. */
  | { readonly kind: "domain-busy"; readonly record: MigrationRecord };

/** What else may be part of one of the store's transactions. */
export type StoreTransaction = Pick<NodePgDatabase, "execute">;

export interface MigrationRepository {
  /** Atomic: at most one unfinished migration for each domain UUID (a unique index decides, not a read before). */
  insert(record: MigrationRecord, idempotencyKey: string): Promise<InsertOutcome>;
  get(id: MigrationId): Promise<MigrationRecord | undefined>;
  /** Newest first. */
  list(filter: {
    readonly domainUuid?: string | undefined;
    readonly hostId?: string | undefined;
    readonly limit: number;
  }): Promise<readonly MigrationRecord[]>;
  /** All with endedAtMs null. */
  unfinished(): Promise<readonly MigrationRecord[]>;
  /** Those that the queue let through and that have not ended: somebody has to look after each. */
  admitted(): Promise<readonly MigrationId[]>;
  /**
   * From now on only who gives this token may write it. `confirm` is asked in the same transaction: when it says no nothing changes, and the
   * answer is "lost". "gone" = there is no such migration.
   */
  claim(
    id: MigrationId,
    owner: string,
    confirm: (tx: StoreTransaction) => Promise<boolean>,
  ): Promise<MigrationRecord | "gone" | "lost">;
  /**
   * Stores a new revision; throws when the stored revision is not `record.revision - 1`. Who looks after it gives its token as `owner`, here and
   * below: NotOwnerError when another token is stored.
   */
  update(record: MigrationRecord, owner?: string): Promise<void>;
  appendSample(id: MigrationId, sample: MigrationSample, owner?: string): Promise<void>;
  samples(id: MigrationId): Promise<readonly MigrationSample[]>;
  /** Inserts, or replaces the entry with the same id. */
  putLog(id: MigrationId, entry: MigrationLogEntry, owner?: string): Promise<void>;
  log(id: MigrationId): Promise<readonly MigrationLogEntry[]>;
}

/** What came of a lever that was asked for in another process than the one that looks after the migration. */
export type LeverOutcome =
  | { readonly ok: true }
  /** The error's code and data, as the API will pass them on. */
  | { readonly ok: false; readonly code: ErrorCode; readonly data: ErrorData };

export interface LeverRequest {
  readonly id: string;
  readonly migrationId: MigrationId;
  readonly atMs: number;
  readonly action: LeverAction;
  readonly requestedBy: string;
}

export interface LeverRequestRepository {
  insert(request: LeverRequest): Promise<void>;
  /** Those of these migrations that were not answered yet, oldest first. */
  open(migrationIds: readonly MigrationId[]): Promise<readonly LeverRequest[]>;
  /** Stores what came of it, unless there is an outcome already; the one that is stored in the end. */
  answer(id: string, outcome: LeverOutcome): Promise<LeverOutcome>;
  /** Null until it was answered. */
  outcome(id: string): Promise<LeverOutcome | null>;
  /** Removes what was answered and is older than this. */
  forget(beforeMs: number): Promise<void>;
}

export interface QueueRepository {
  /** True when a migration waits to be let through. */
  anyWaits(): Promise<boolean>;
  /**
   * Changes records that were not let through yet, alone on this database and all or none. `decide` is given every unfinished record, oldest first, and
   * returns the next revisions of those that change; `handOver` is called for each that is let through, as part of the same transaction. The changed ones.
   */
  change(
    decide: (unfinished: readonly MigrationRecord[]) => readonly MigrationRecord[],
    handOver: (id: MigrationId, tx?: StoreTransaction) => Promise<void>,
  ): Promise<readonly MigrationRecord[]>;
}

export interface SettingsRepository {
  /** Undefined when nobody ever set it. */
  get(name: string): Promise<unknown>;
  save(name: string, value: unknown): Promise<void>;
}

export interface PolicyRepository {
  /** By name. */
  list(): Promise<readonly MigrationPolicy[]>;
  /** False when another policy has this name already (case does not count). */
  insert(policy: MigrationPolicy): Promise<boolean>;
  /** Replaces the policy with the same id; "gone" when there is none. */
  update(policy: MigrationPolicy): Promise<"saved" | "name-taken" | "gone">;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
}

export interface FixRepository {
  /** False when this idempotency key was used before. */
  insert(record: FixRecord, idempotencyKey: string): Promise<boolean>;
  byKey(idempotencyKey: string): Promise<FixRecord | undefined>;
  get(id: string): Promise<FixRecord | undefined>;
  /** Stores a new revision; throws when the stored revision is not `record.revision - 1`. */
  update(record: FixRecord): Promise<void>;
  /** Newest first. */
  list(filter: { readonly hostId?: string | undefined; readonly limit: number }): Promise<readonly FixRecord[]>;
  /** State running, except of those processes. */
  running(exceptOf?: readonly string[]): Promise<readonly FixRecord[]>;
}

export interface LinkRepository {
  list(): Promise<readonly LinkFigures[]>;
  save(figures: LinkFigures): Promise<void>;
}

export interface Store {
  readonly hosts: HostRepository;
  readonly keys: KeyRepository;
  readonly migrations: MigrationRepository;
  readonly leverRequests: LeverRequestRepository;
  readonly queue: QueueRepository;
  readonly settings: SettingsRepository;
  readonly policies: PolicyRepository;
  readonly fixes: FixRepository;
  readonly linkFigures: LinkRepository;
  close(): Promise<void>;
}
