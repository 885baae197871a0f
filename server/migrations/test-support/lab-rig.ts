import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type GuestStatus, labGuest, labStatus } from "../../../lab/client.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../../lib/core/migration/options.ts";
import { queuedRecord } from "../../../lib/core/migration/test-support/records.ts";
import type { MatrixCell } from "../../../lib/core/model/finding.ts";
import type { HostRegistration } from "../../../lib/core/model/host.ts";
import { domainUuid, type HostId, hostId, type MigrationId, migrationId } from "../../../lib/core/model/ids.ts";
import type { MigrationOptions, MigrationRecord, MigrationRequest, MigrationView } from "../../../lib/core/model/migration.ts";
import { createServerEvents } from "../../events.ts";
import { createInventoryService } from "../../inventory/index.ts";
import { createHostLinks } from "../../libvirt/host-links.ts";
import { startRemoteJob } from "../../libvirt/remote-job.ts";
import { createLogger } from "../../logger.ts";
import { createPreflightService } from "../../preflight/index.ts";
import type { MigrationService, PreflightService } from "../../services.ts";
import { createMigrationService } from "../index.ts";
import { remoteJobId } from "../remote-job.ts";
import { memoryStore } from "./memory-store.ts";

/** The migration service on the real lab: real links, real inventory, a store in memory. */
export interface LabRig {
  /** The service that runs now; `restart` makes a new one. */
  service(): MigrationService;
  /** Throws the service away as a kill would (nothing is settled), and makes another from the same store. */
  restart(): Promise<void>;
  request(guest: string, to: string, options?: Partial<MigrationOptions>): Promise<MigrationRequest>;
  start(guest: string, to: string, options?: Partial<MigrationOptions>): Promise<MigrationRecord>;
  /** Resolves with the first record that fits, now or later. */
  until(id: MigrationId, fits: (record: MigrationRecord) => boolean, withinMs?: number): Promise<MigrationRecord>;
  ended(id: MigrationId, withinMs?: number): Promise<MigrationView>;
  /** Leaves a record in the store as a server that was killed right after storing it would; `launch` runs its command after all. */
  leftQueued(guest: string, to: string): Promise<{ readonly record: MigrationRecord; readonly launch: () => Promise<void> }>;
  close(): Promise<void>;
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
    const real = { inventory, links, events, logger, now: Date.now };
    const preflight = kind === "real" ? createPreflightService(real) : agreeingPreflight();
    const service = createMigrationService({
      store,
      links,
      inventory,
      preflight,
      events,
      logger,
      now: Date.now,
      newId,
    });
    return { service, inventory, links };
  };
  const whenRead = async ({ inventory }: Awaited<ReturnType<typeof open>>) => {
    const ready = () => inventory.snapshots().every(({ facts, state }) => facts !== null && state === "online");
    for (let tries = 0; tries < 200 && !ready(); tries++) await pause(100);
    if (!ready())
      throw new Error(`hosts not read: ${JSON.stringify(inventory.snapshots().map(({ state, problem }) => [state, problem]))}`);
  };

  let now = await open();
  await whenRead(now);
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
      acknowledged: [],
    };
  };
  return {
    service: () => now.service,
    async restart() {
      const old = now;
      await old.service.stop();
      await old.inventory.stop();
      now = await open();
      await now.service.reattach();
    },
    request,
    start: async (guest, to, options) =>
      now.service.start(await request(guest, to, options), randomBytes(12).toString("hex"), "admin"),
    until,
    async ended(id, withinMs) {
      await until(id, ({ endedAtMs }) => endedAtMs !== null, withinMs);
      return view(id);
    },
    async leftQueued(guest, to) {
      const asked = await request(guest, to);
      const plan = await now.service.plan(asked);
      const argv = plan.commands[0]?.argv ?? [];
      const record = queuedRecord({
        id: migrationId(newId("m")),
        request: asked,
        argv,
        createdAtMs: Date.now(),
        domainName: guest,
      });
      await store.migrations.insert(record, newId("m"));
      const link = now.links.get(asked.sourceHostId);
      const launch = async () => {
        if (link) await startRemoteJob(link, remoteJobId(record), argv);
      };
      return { record, launch };
    },
    async close() {
      await now.service.stop();
      await now.inventory.stop();
    },
  };
}

const idOf = (name: string): HostId => hostId(`h_${name}00000000`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Says pass to everything, with the storage proven: these tests are about what comes after it. */
function agreeingPreflight(): PreflightService {
  const cell = (input: Pick<MatrixCell, "domainUuid" | "sourceHostId" | "destinationHostId">): MatrixCell => ({
    ...input,
    isSource: false,
    verdict: "pass",
    counts: { block: 0, unknown: 0, warn: 0, pass: 1, "not-applicable": 0 },
    findings: [],
    observedAtMs: Date.now(),
  });
  return {
    matrix: async () => [],
    check: async ({ domainUuid: uuid, sourceHostId, destinationHostId }) =>
      cell({ domainUuid: uuid, sourceHostId, destinationHostId }),
    provenShared: () => true,
  };
}
