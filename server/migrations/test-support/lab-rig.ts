import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type GuestStatus, labGuest, labStatus } from "../../../lab/client.ts";
import type { MigrationPlanView } from "../../../lib/contract/views.ts";
import { writableDisks } from "../../../lib/core/migration/disks.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../../lib/core/migration/options.ts";
import { queuedRecord } from "../../../lib/core/migration/test-support/records.ts";
import type { MatrixCell } from "../../../lib/core/model/finding.ts";
import type { HostRegistration } from "../../../lib/core/model/host.ts";
import { domainUuid, type HostId, hostId, type MigrationId, migrationId } from "../../../lib/core/model/ids.ts";
import type { MigrationRecord, MigrationRequest, MigrationView } from "../../../lib/core/model/migration.ts";
import type { MigrationOptions } from "../../../lib/core/model/options.ts";
import type { QueueLimits } from "../../../lib/core/model/queue.ts";
import { createServerEvents } from "../../events.ts";
import { createForecastService } from "../../forecast/index.ts";
import { createInventoryService } from "../../inventory/index.ts";
import { createHostLinks } from "../../libvirt/host-links.ts";
import { startRemoteJob } from "../../libvirt/remote-job.ts";
import { createLogger } from "../../logger.ts";
import { createPreflightService } from "../../preflight/index.ts";
import type {
  ForecastService,
  InventoryService,
  MigrationService,
  PreflightEvidence,
  PreflightService,
  TlsService,
} from "../../services.ts";
import { createSettingsService } from "../../settings/index.ts";
import { createTlsService } from "../../tls/index.ts";
import type { MigrationDependencies } from "../dependencies.ts";
import { createMigrationService } from "../index.ts";
import { remoteJobId } from "../remote-job.ts";
import { memoryLeases } from "./memory-leases.ts";
import { memoryStore } from "./memory-store.ts";

/** The migration service on the real lab: real links, real inventory, a store in memory. */
export interface LabRig {
  /** The service that runs now; `restart` makes a new one. */
  service(): MigrationService;
  /** How many may be at work at once. */
  limits(limits: QueueLimits): Promise<void>;
  /** The forecast that runs now, from the same store. */
  forecast(): ForecastService;
  /** Throws the service away as a kill would (nothing is settled), and makes another from the same store. */
  restart(): Promise<void>;
  /** The guided set-up of certificates on these hosts, with its own data folder. */
  tls(dataDir: string): TlsService;
  hostId(name: string): HostId;
  request(guest: string, to: string, options?: Partial<MigrationOptions>): Promise<MigrationRequest>;
  start(guest: string, to: string, options?: Partial<MigrationOptions>): Promise<MigrationRecord>;
  /** As a person does it: looks at the review, acknowledges its warnings, starts. Throws when the review says that something blocks. */
  reviewAndStart(guest: string, to: string, options?: Partial<MigrationOptions>): Promise<Reviewed>;
  /** Resolves with the first record that fits, now or later. */
  until(id: MigrationId, fits: (record: MigrationRecord) => boolean, withinMs?: number): Promise<MigrationRecord>;
  ended(id: MigrationId, withinMs?: number): Promise<MigrationView>;
  /** Leaves a record in the store as a server would that was killed before it took it up, or right at its launch; `launch` runs its command after all. */
  leftAt(
    state: "queued" | "starting",
    guest: string,
    to: string,
  ): Promise<{ readonly record: MigrationRecord; readonly launch: () => Promise<void> }>;
  /** Leaves a record in the store as a server that was killed would; `restart` makes one that finds it. */
  leave(record: MigrationRecord): Promise<void>;
  close(): Promise<void>;
}

export interface Reviewed {
  readonly plan: MigrationPlanView;
  readonly record: MigrationRecord;
}

/**
 * Brings one up on the lab that VIRTFERRY_LAB names, which must be up. "agreeing": a preflight that says yes to everything, for tests of what
 * comes after it.
 */
export async function openLabRig(kind: "agreeing" | "real" = "agreeing"): Promise<LabRig> {
  const lab = await labStatus();
  const hosts = lab.hosts.map(
    (host, index): HostRegistration => ({
      id: idOf(host.name),
      name: host.name,
      address: host.address,
      port: 22,
      user: "root",
      keyId: "server",
      hostKey: {
        algorithm: host.hostKey.split(" ")[0] ?? "",
        fingerprint: host.hostKeyFingerprint,
        publicKey: host.hostKey,
      },
      addedAtMs: index,
    }),
  );
  const privateKey = readFileSync(lab.hosts[0]?.privateKeyPath ?? "", "utf8");
  const store = memoryStore(hosts, privateKey);
  const logger = createLogger(process.env.VIRTFERRY_TEST_LOG ? "debug" : "silent");
  const newId = (prefix: string) => `${prefix}_${randomBytes(10).toString("hex")}`;

  const open = async () => {
    const events = createServerEvents();
    const links = createHostLinks({ readPrivateKey: async () => privateKey, logger, now: Date.now });
    const inventory = createInventoryService({ store, links, events, logger, now: Date.now, newId });
    await inventory.start();
    const forecast = createForecastService({ store, links, inventory, events, logger, now: Date.now });
    await forecast.start();
    const real = { inventory, links, events, figures: forecast, logger, now: Date.now };
    const judging = createPreflightService(real);
    const preflight = kind === "real" ? judging : agreeingPreflight(judging, inventory);
    const settings = createSettingsService({ store, events });
    const service = createMigrationService({
      store,
      links,
      inventory,
      preflight,
      forecast,
      leases: memoryLeases(store.migrations),
      limits: () => settings.limits(),
      events,
      logger,
      now: Date.now,
      newId,
    });
    return { service, settings, forecast, inventory, links };
  };
  const whenRead = async ({ inventory }: Awaited<ReturnType<typeof open>>) => {
    const ready = () => inventory.snapshots().every(({ facts, state }) => facts !== null && state === "online");
    for (let tries = 0; tries < 200 && !ready(); tries++) await pause(100);
    if (!ready())
      throw new Error(`hosts not read: ${JSON.stringify(inventory.snapshots().map(({ state, problem }) => [state, problem]))}`);
  };

  let now = await open();
  await whenRead(now);
  await now.service.reattach();
  const view = (id: MigrationId) => now.service.get(id);
  const until = async (id: MigrationId, fits: (record: MigrationRecord) => boolean, withinMs = 60_000) => {
    for (const deadline = Date.now() + withinMs; ; ) {
      const { record, log } = await view(id);
      if (fits(record)) return record;
      if (Date.now() > deadline) throw new Error(`never came: ${JSON.stringify({ record, log }, null, 1)}`);
      await pause(25);
    }
  };
  const request = async (guest: string, to: string, options: Partial<MigrationOptions> = {}): Promise<MigrationRequest> => {
    const found: GuestStatus = await labGuest(guest);
    return {
      domainUuid: domainUuid(found.uuid),
      sourceHostId: idOf(found.host ?? ""),
      destinationHostId: idOf(to),
      options: { ...DEFAULT_MIGRATION_OPTIONS, ...options },
      pingAddress: null,
      acknowledged: [],
    };
  };
  const leave = async (record: MigrationRecord) => {
    const queue = { ...record.queue, admittedAtMs: record.createdAtMs };
    await store.migrations.insert({ ...record, queue }, newId("m"));
  };
  const startNow = (asked: MigrationRequest) => now.service.start(asked, randomBytes(12).toString("hex"), "admin");
  return {
    service: () => now.service,
    async limits(limits) {
      await now.settings.saveLimits(limits);
    },
    forecast: () => now.forecast,
    tls: (dataDir) => createTlsService({ dataDir, links: now.links, inventory: now.inventory, logger, now: Date.now }),
    hostId: idOf,
    async restart() {
      const old = now;
      await old.service.stop();
      await old.inventory.stop();
      now = await open();
      await now.service.reattach();
    },
    request,
    start: async (guest, to, options) => startNow(await request(guest, to, options)),
    async reviewAndStart(guest, to, options) {
      const asked = await request(guest, to, options);
      const plan = await now.service.plan(asked);
      if (plan.blockedBy.length > 0) throw new Error(`blocked by ${plan.blockedBy.join(", ")}`);
      return { plan, record: await startNow({ ...asked, acknowledged: plan.toAcknowledge }) };
    },
    until,
    async ended(id, withinMs) {
      await until(id, ({ endedAtMs }) => endedAtMs !== null, withinMs);
      return view(id);
    },
    async leftAt(state, guest, to) {
      const asked = await request(guest, to);
      const plan = await now.service.plan(asked);
      const argv = plan.commands[0]?.argv ?? [];
      const record = queuedRecord({
        id: migrationId(newId("m")),
        request: asked,
        argv,
        createdAtMs: Date.now(),
        domainName: guest,
        state,
      });
      await leave(record);
      const link = now.links.get(asked.sourceHostId);
      const launch = async () => {
        if (link) await startRemoteJob(link, remoteJobId(record), argv);
      };
      return { record, launch };
    },
    leave,
    async close() {
      await now.service.stop();
      await now.inventory.stop();
    },
  };
}

const idOf = (name: string): HostId => hostId(`h_${name}00000000`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Says pass to everything, with every writable disk proven that is not to be copied: these tests are about what comes after it. What the hosts have
 * for images is looked up for real.
 */
function agreeingPreflight(
  judging: PreflightService,
  inventory: Pick<InventoryService, "snapshot">,
): MigrationDependencies["preflight"] {
  const kept = new WeakMap<MatrixCell, PreflightEvidence>();
  return {
    async check(input) {
      const { domainUuid: uuid, sourceHostId, destinationHostId, options } = input;
      const cell: MatrixCell = {
        domainUuid: uuid,
        sourceHostId,
        destinationHostId,
        isSource: false,
        verdict: "pass",
        counts: { block: 0, unknown: 0, warn: 0, pass: 1, "not-applicable": 0 },
        findings: [],
        observedAtMs: Date.now(),
      };
      const copied = options?.copiedDisks ?? [];
      const domain = inventory.snapshot(sourceHostId)?.domains.find((one) => one.uuid === uuid);
      const shared = (domain ? writableDisks(domain) : [])
        .map(({ target }) => target)
        .filter((target) => !copied.includes(target));
      const images = copied.length > 0 ? judging.evidence(await judging.check(input))?.images : undefined;
      kept.set(cell, { provenShared: new Set(shared), images: images ?? new Map() });
      return cell;
    },
    evidence: (cell) => kept.get(cell) ?? null,
  };
}
