import type { z } from "zod";
import type { applyFixInput, listFixesInput } from "../lib/contract/fix-inputs.ts";
import type {
  addHostInput,
  addKeyInput,
  connectionInput,
  dirtyRateInput,
  measureLinkInput,
  predictionInput,
  savePolicyInput,
} from "../lib/contract/inputs.ts";
import type { TlsSetUpView, TlsStatusView, tlsRenewInput, tlsSetUpInput } from "../lib/contract/tls.ts";
import type { DirtyRateView, MigrationPlanView, ProbeResult, QemuParametersView, SshKeyView } from "../lib/contract/views.ts";
import type { MatrixCell } from "../lib/core/model/finding.ts";
import type { FixPreview, FixRecord, FixRequest } from "../lib/core/model/fix.ts";
import type { HostKey, HostSnapshot } from "../lib/core/model/host.ts";
import type { DomainUuid, HostId, MigrationId } from "../lib/core/model/ids.ts";
import type { CpuBaseline, MatrixSummary } from "../lib/core/model/matrix.ts";
import type { MigrationRecord, MigrationRequest, MigrationView } from "../lib/core/model/migration.ts";
import type { LeverAction, MigrationOptions, MigrationPolicy } from "../lib/core/model/options.ts";
import type { DirtyFigure, LinkFigures, PredictionView } from "../lib/core/model/prediction.ts";
import type { Queueing, QueueLimits } from "../lib/core/model/queue.ts";
import type { RecoveryView } from "../lib/core/model/recovery.ts";
import type { ImagePair } from "../lib/core/preflight/probes.ts";

/** The verbs that the API may call, by subject. Each service folder implements one of these, a verb a file. */
export interface InventoryService {
  /** Loads registrations and last facts, opens links, starts polling. */
  start(): Promise<void>;
  stop(): Promise<void>;
  snapshots(): readonly HostSnapshot[];
  snapshot(id: HostId): HostSnapshot | undefined;
  /** Reads this host (or only one domain of it) now; the snapshot afterwards. Never throws for what the host does. */
  refresh(id: HostId, only?: DomainUuid): Promise<HostSnapshot>;
  probe(input: z.output<typeof connectionInput> & { acceptedFingerprint?: string | undefined }): Promise<ProbeResult>;
  add(input: z.output<typeof addHostInput>): Promise<HostSnapshot>;
  /** Refused with `conflict` while a migration of this host has not ended. */
  remove(id: HostId): Promise<void>;
  retry(id: HostId): void;
  repin(id: HostId, acceptedFingerprint: string): Promise<HostKey>;
  listKeys(): Promise<readonly SshKeyView[]>;
  addKey(input: z.output<typeof addKeyInput>): Promise<SshKeyView>;
  removeKey(keyId: string): Promise<void>;
}

export interface PreflightService {
  /** Never waits for a host: what is missing starts in the background, and `preflight:changed` tells of it. */
  matrix(input: {
    readonly domainUuids?: readonly DomainUuid[] | undefined;
    readonly hostIds?: readonly HostId[] | undefined;
  }): Promise<readonly MatrixSummary[]>;
  cells(input: {
    readonly domainUuids: readonly DomainUuid[];
    readonly hostIds?: readonly HostId[] | undefined;
  }): Promise<readonly MatrixCell[]>;
  cpuBaseline(input: { readonly hostIds: readonly HostId[] }): Promise<CpuBaseline>;
  check(input: {
    readonly domainUuid: DomainUuid;
    readonly sourceHostId: HostId;
    readonly destinationHostId: HostId;
    readonly options?: MigrationOptions | undefined;
    readonly fresh: boolean;
  }): Promise<MatrixCell>;
  /** What a fresh check proved and saw; null for a cell that `check` did not just make fresh (or that is older than a minute). */
  evidence(cell: MatrixCell): PreflightEvidence | null;
}

/** What a plan may rest on. */
export interface PreflightEvidence {
  /** Targets of the disks that were just proven to be the same storage on both hosts: the one licence for `--unsafe`. */
  readonly provenShared: ReadonlySet<string>;
  /** The images behind the disks that are to be copied, by target. */
  readonly images: ReadonlyMap<string, ImagePair>;
}

export interface MigrationService {
  plan(request: MigrationRequest): Promise<MigrationPlanView>;
  /** `queueing`: as if by default when absent. */
  start(request: MigrationRequest, idempotencyKey: string, startedBy: string, queueing?: Queueing): Promise<MigrationRecord>;
  abort(id: MigrationId, requestedBy: string): Promise<MigrationRecord>;
  lever(id: MigrationId, lever: LeverAction, requestedBy: string): Promise<MigrationRecord>;
  qemuParameters(id: MigrationId): Promise<QemuParametersView>;
  cleanUp(id: MigrationId, leftoverId: string, requestedBy: string): Promise<MigrationRecord>;
  dirtyRate(input: z.output<typeof dirtyRateInput>): Promise<DirtyRateView>;
  get(id: MigrationId): Promise<MigrationView>;
  list(filter: {
    readonly domainUuid?: DomainUuid | undefined;
    readonly hostId?: HostId | undefined;
    readonly limit: number;
  }): Promise<readonly MigrationRecord[]>;
  /** Before the port opens: takes up every unfinished migration by evidence from both hosts. */
  reattach(): Promise<void>;
  /** Stops watching; running migrations go on by themselves. */
  stop(): Promise<void>;
}

/** What was measured or learned, at hand without asking a host. */
export interface Figures {
  /** The latest measurement of a domain on a host; null when there is none of the last hour. */
  dirtyRate(hostId: HostId, domainUuid: DomainUuid): DirtyFigure | null;
  link(sourceHostId: HostId, destinationHostId: HostId): LinkFigures | null;
}

export interface ForecastService extends Figures {
  /** Loads what earlier migrations taught. */
  start(): Promise<void>;
  /** Throws `not-found` for a host or VM that is not there. */
  predict(input: z.output<typeof predictionInput>): Promise<PredictionView>;
  /** Throws `conflict` while a migration uses either host, `host-offline`, and `host-problem` with the hosts' words. */
  measureLink(input: z.output<typeof measureLinkInput>): Promise<LinkFigures>;
  links(): readonly LinkFigures[];
  /** Keeps a measurement for `dirtyRate` and `predict`. */
  noteDirtyRate(hostId: HostId, domainUuid: DomainUuid, measured: DirtyRateView): void;
}

export interface FixService {
  /** Ends what killed processes left: steps that were running are unknown. Called again when a process is gone. */
  start(): Promise<void>;
  /** Throws `conflict` with the reason when there is nothing to do or it must not be done; `host-offline`; `not-found`. */
  preview(request: FixRequest): Promise<FixPreview>;
  /** Stored before the first command runs; the record as it ended. The same key never runs twice. */
  apply(input: z.output<typeof applyFixInput>, by: string): Promise<FixRecord>;
  /** Takes back what was done, last first. Throws `conflict` when there is nothing to take back. */
  undo(fixId: string, by: string): Promise<FixRecord>;
  list(filter: z.output<typeof listFixesInput>): Promise<readonly FixRecord[]>;
}

export interface SettingsService {
  /** How many migrations may be at work at once; the defaults when nobody changed them. */
  limits(): Promise<QueueLimits>;
  /** Holds from now on, for what is let through next; what runs goes on. */
  saveLimits(limits: QueueLimits): Promise<QueueLimits>;
}

export interface RecoveryService {
  /** What is not as it should be on any host. `fresh`: every host is read anew, and leftovers are looked for. Never throws for what a host does. */
  look(how: { readonly fresh: boolean }): Promise<RecoveryView>;
}

export interface PolicyService {
  list(): Promise<readonly MigrationPolicy[]>;
  /** Adds, or replaces the one with this id. Throws `conflict` for a name that another policy has. */
  save(input: z.output<typeof savePolicyInput>, savedBy: string): Promise<MigrationPolicy>;
  remove(id: string): Promise<void>;
}

export interface TlsService {
  /** Looks at the certificates of every host now. */
  status(): Promise<TlsStatusView>;
  /** Makes and installs certificates on one host. Throws `not-found` only; what the host does is in the answer. */
  setUp(input: z.output<typeof tlsSetUpInput>, by: string): Promise<TlsSetUpView>;
  /** New certificates for one host where it has this console's own. */
  renew(input: z.output<typeof tlsRenewInput>, by: string): Promise<TlsSetUpView>;
}
