import { spawnSync } from "node:child_process";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fleetOf } from "../../bench/parts/fleet.ts";
import { zeroSample } from "../../lib/core/migration/test-support/records.ts";
import { type MigrationId, migrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { Lease, MigrationLeases } from "../cluster/types.ts";
import { createServerEvents, type ServerEvents } from "../events.ts";
import type { HostLinks } from "../libvirt/host-link.ts";
import { createLogger } from "../logger.ts";
import { notRun } from "../ssh/run-command.ts";
import { aMigration, aSnapshot } from "../test-support/records.ts";
import { createMetrics, type Metrics, type MetricsSources } from "./index.ts";
import { type Family, parseExposition, sampleOf } from "./test-support/exposition.ts";
import { watchLeases } from "./watch-leases.ts";

type Care = Parameters<MigrationLeases["start"]>[0];

let metrics: Metrics;
let events: ServerEvents;
let unfinished: MigrationRecord[];

const pool = () =>
  Object.assign(new EventEmitter(), { totalCount: 5, idleCount: 3, waitingCount: 1 }) as unknown as MetricsSources["pool"];
const links = {
  get: (id) => ({ state: () => (id === "h_cccccccccccc" ? { kind: "down" } : { kind: "up", roundTripMs: 3 }) }),
} as Pick<HostLinks, "get"> as MetricsSources["links"];

async function follow(change: Partial<MetricsSources> = {}): Promise<() => void> {
  return await metrics.follow({
    inventory: { snapshots: () => [] },
    links,
    events,
    sockets: () => 4,
    leases: () => 2,
    processes: () => 3,
    pool: pool(),
    readOnly: () => false,
    unfinished: async () => unfinished,
    readJobs: async () => ({ waiting: 1, held: 2 }),
    logger: createLogger("silent"),
    ...change,
  });
}
const scrape = async () => parseExposition(await metrics.page.text());

beforeEach(() => {
  metrics = createMetrics("1.2.3", null);
  events = createServerEvents();
  unfinished = [];
});

const ID = { migration_id: "m_aaaaaaaaaaaa", domain: "web01", source: "hv1", destination: "hv2" };
const admitted = { ...aMigration().queue, admittedAtMs: 4_000 };
const queued = aMigration({ revision: 1 });
const starting = aMigration({ revision: 2, queue: admitted, state: "starting" });
const running = aMigration({
  revision: 3,
  queue: admitted,
  state: "running",
  phase: "pre-copy",
  startedAtMs: 5_000,
  lastSample: zeroSample({ memoryTotalBytes: 400, memoryRemainingBytes: 100, dirtyRateBytesPerSec: 7, expectedDowntimeMs: 250 }),
  limits: { maxDowntimeMs: 300, bandwidthMiBps: null },
});
const ended = aMigration({ revision: 4, queue: admitted, state: "succeeded", startedAtMs: 5_000, endedAtMs: 12_000 });

describe("figures of hosts", () => {
  const [online, away] = [aSnapshot(1), aSnapshot(1, "h_cccccccccccc")];

  it("follow the inventory, and go with a host that is removed", async () => {
    let hosts = [
      { ...online, domains: fleetOf(1, 3)[0]?.domains ?? [], observedAtMs: 90_000, roundTripMs: 5 },
      { ...away, state: "unreachable" as const },
    ];
    await follow({ inventory: { snapshots: () => hosts } });
    let found = await scrape();
    expect(sampleOf(found, "virtferry_host_up", { host: online.registration.name })).toBe(1);
    expect(sampleOf(found, "virtferry_host_up", { host: away.registration.name })).toBe(0);
    expect(sampleOf(found, "virtferry_hosts", { state: "unreachable" })).toBe(1);
    expect(sampleOf(found, "virtferry_ssh_links", { state: "down" })).toBe(1);
    expect(sampleOf(found, "virtferry_ssh_links", { state: "connecting" })).toBe(0);
    expect(found.get("virtferry_domains")?.samples.reduce((sum, { value }) => sum + value, 0)).toBe(3);
    expect(sampleOf(found, "virtferry_host_last_read_timestamp_seconds")).toBe(90);
    expect(sampleOf(found, "virtferry_host_round_trip_seconds")).toBe(0.005);
    hosts = hosts.slice(0, 1);
    found = await scrape();
    expect(sampleOf(found, "virtferry_host_up", { host: away.registration.name })).toBeUndefined();
    expect(sampleOf(found, "virtferry_hosts", { state: "unreachable" })).toBe(0);
  });
});

describe("figures of migrations", () => {
  it("follow one from the queue to its end, and are gone then", async () => {
    await follow();
    events.emit("migration:state", queued);
    let found = await scrape();
    expect(sampleOf(found, "virtferry_queue_length")).toBe(1);
    expect(sampleOf(found, "virtferry_migrations", { state: "queued" })).toBe(1);
    expect(found.get("virtferry_migration_info")?.samples).toEqual([]);

    events.emit("migration:state", starting);
    events.emit("migration:state", running);
    found = await scrape();
    expect(sampleOf(found, "virtferry_queue_length")).toBe(0);
    expect(sampleOf(found, "virtferry_queue_wait_seconds_sum")).toBe(3);
    expect(sampleOf(found, "virtferry_migrations_started_total", { mode: "live" })).toBe(1);
    expect(sampleOf(found, "virtferry_migration_info", { ...ID, state: "running", phase: "pre-copy", mode: "live" })).toBe(1);
    expect(sampleOf(found, "virtferry_migration_memory_remaining_bytes", ID)).toBe(100);
    expect(sampleOf(found, "virtferry_migration_dirty_rate_bytes_per_second", ID)).toBe(7);
    expect(sampleOf(found, "virtferry_migration_downtime_expected_seconds", ID)).toBe(0.25);
    expect(sampleOf(found, "virtferry_migration_downtime_limit_seconds", ID)).toBe(0.3);
    expect(sampleOf(found, "virtferry_migration_start_timestamp_seconds", ID)).toBe(5);
    expect(sampleOf(found, "virtferry_migration_progress_ratio", ID)).toBeUndefined();

    events.emit("migration:state", ended);
    events.emit("migration:state", { ...ended, revision: 5 });
    found = await scrape();
    expect(sampleOf(found, "virtferry_migrations_ended_total", { mode: "live", outcome: "succeeded" })).toBe(1);
    expect(sampleOf(found, "virtferry_migration_duration_seconds_sum", { mode: "live", outcome: "succeeded" })).toBe(7);
    expect(await metrics.page.text()).not.toContain("m_aaaaaaaaaaaa");
  });

  it("count what another process does only there", async () => {
    await follow();
    for (const record of [queued, starting, running]) events.hear("migration:state", record);
    let found = await scrape();
    expect(sampleOf(found, "virtferry_migrations", { state: "running" })).toBe(1);
    expect(sampleOf(found, "virtferry_migrations_started_total", { mode: "live" })).toBe(0);
    expect(found.get("virtferry_migration_info")?.samples).toEqual([]);
    events.hear("migration:state", ended);
    found = await scrape();
    expect(sampleOf(found, "virtferry_migrations_ended_total", { mode: "live", outcome: "succeeded" })).toBe(0);
    expect(sampleOf(found, "virtferry_migrations", { state: "running" })).toBe(0);
  });

  it("do not count again what was started before this process, but its end", async () => {
    unfinished = [running];
    await follow();
    events.emit("migration:state", { ...running, revision: 4 });
    events.emit("migration:state", { ...ended, revision: 5 });
    const found = await scrape();
    expect(sampleOf(found, "virtferry_migrations_started_total", { mode: "live" })).toBe(0);
    expect(sampleOf(found, "virtferry_migrations_ended_total", { mode: "live", outcome: "succeeded" })).toBe(1);
  });

  it("tell one that was taken back while it waited from one that was aborted", async () => {
    await follow();
    events.emit("migration:state", queued);
    events.emit("migration:state", aMigration({ revision: 2, state: "aborted", endedAtMs: 2_000 }));
    const found = await scrape();
    expect(sampleOf(found, "virtferry_migrations_ended_total", { mode: "live", outcome: "cancelled" })).toBe(1);
    expect(sampleOf(found, "virtferry_migration_duration_seconds_count")).toBeUndefined();
  });

  it("are not thrown off by an answer of the store that is older than an event", async () => {
    vi.useFakeTimers();
    const answer = Promise.withResolvers<readonly MigrationRecord[]>();
    let asked = 0;
    await follow({ unfinished: () => (++asked === 1 ? Promise.resolve([running]) : answer.promise) });
    await vi.advanceTimersByTimeAsync(15_000);
    const other = { ...queued, id: migrationId("m_bbbbbbbbbbbb") };
    for (const record of [ended, other]) events.emit("migration:state", record);
    answer.resolve([running]);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    events.emit("migration:state", { ...ended, revision: 5 });
    const found = await scrape();
    expect(sampleOf(found, "virtferry_migrations_ended_total", { mode: "live", outcome: "succeeded" })).toBe(1);
    expect(sampleOf(found, "virtferry_migrations", { state: "running" })).toBe(0);
    expect(sampleOf(found, "virtferry_queue_length")).toBe(1);
  });

  it("stop at the end", async () => {
    const end = await follow();
    end();
    events.emit("migration:state", queued);
    expect(sampleOf(await scrape(), "virtferry_queue_length")).toBe(0);
  });
});

describe("figures of requests and commands", () => {
  it("have few labels, whatever comes", async () => {
    const seconds = 0.01;
    metrics.onAnswered({ method: "GET", route: "/hosts", status: 200, seconds });
    metrics.onAnswered({ method: "PROPFIND", route: "other", status: 404, seconds });
    metrics.onVirsh(["domstate", "uuid"], {
      ...notRun(["virsh"], "", { timedOut: false }, 20),
      exitCode: 0,
      connectionLost: false,
    });
    metrics.onVirsh(["domstate", "uuid"], notRun(["virsh"], "", { timedOut: true }, 20));
    metrics.onVirsh(["Rm -rf;"], notRun(["virsh"], "", { timedOut: false }));
    for (let number = 0; number < 500; number++) metrics.onVirsh([`verb-${number}`], notRun(["virsh"], "", { timedOut: false }));
    const found = await scrape();
    expect(
      sampleOf(found, "virtferry_http_request_duration_seconds_count", { method: "GET", route: "/hosts", status: "2xx" }),
    ).toBe(1);
    expect(sampleOf(found, "virtferry_http_request_duration_seconds_count", { method: "other" })).toBe(1);
    expect(sampleOf(found, "virtferry_virsh_command_duration_seconds_count", { verb: "domstate" })).toBe(2);
    expect(sampleOf(found, "virtferry_virsh_command_failures_total", { verb: "domstate", reason: "timeout" })).toBe(1);
    expect(found.get("virtferry_virsh_command_failures_total")?.samples.length).toBeLessThan(130);
  });
});

describe("figures of the database", () => {
  it("count what it fails, in whichever way it was asked, and leave the answer as it is", async () => {
    const client = {
      query: (text: string, done?: (error: Error | null, rows?: string) => void) => {
        const error = text === "bad" ? new Error("no such table") : null;
        if (done) return done(error, "rows");
        return error ? Promise.reject(error) : Promise.resolve("rows");
      },
    };
    const used = pool();
    await follow({ pool: used, readOnly: () => true });
    const emitter = used as unknown as EventEmitter;
    emitter.emit("acquire", client);
    emitter.emit("acquire", client);
    expect(await client.query("good")).toBe("rows");
    await expect(client.query("bad")).rejects.toThrow("no such table");
    const told: unknown[] = [];
    client.query("bad", (error) => told.push(error?.message));
    client.query("good", (_, rows) => told.push(rows));
    expect(told).toEqual(["no such table", "rows"]);
    emitter.emit("error", new Error("connection lost"));
    const found = await scrape();
    expect(sampleOf(found, "virtferry_store_errors_total")).toBe(3);
    expect(sampleOf(found, "virtferry_store_read_only")).toBe(1);
    expect(sampleOf(found, "virtferry_database_pool_waiting")).toBe(1);
  });
});

describe("leases", () => {
  it("are counted while they are held, and what is logged meanwhile says whose they are", async () => {
    const lines: Record<string, unknown>[] = [];
    const logger = createLogger("info", [], { write: (line) => lines.push(JSON.parse(line)) });
    const over = Promise.withResolvers<void>();
    const cares: Promise<unknown>[] = [];
    const lease = { migrationId: migrationId("m_aaaaaaaaaaaa") } as Lease;
    const plain = { start: async (care: Care) => void cares.push(care(lease)) } as unknown as MigrationLeases;
    const { leases, held } = watchLeases(plain);
    await leases.start(async () => {
      await over.promise;
      logger.info("looked");
      return "over";
    });
    expect(held()).toBe(1);
    over.resolve();
    await Promise.all(cares);
    expect(held()).toBe(0);
    expect(lines).toMatchObject([{ migrationId: "m_aaaaaaaaaaaa", msg: "looked" }]);
  });
});

/** What `promtool check metrics` complains about, and Prometheus' page on naming says. */
function complaints({ name, type, help, samples }: Family): string[] {
  const labels = [...new Set(samples.flatMap((sample) => Object.keys(sample.labels)))];
  const rules: readonly (readonly [string, boolean])[] = [
    ["has no help", help === ""],
    ["is no snake case", !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)],
    ["a counter ends in _total", (type === "counter") !== name.endsWith("_total")],
    ["names its type", /_(gauge|counter|histogram|summary)(_|$)/.test(name)],
    ["ends like a part of a histogram", /_(bucket|sum|count)$/.test(name)],
    [
      "has a unit that is not a base unit",
      /(milliseconds|_ms|minutes|hours|kilobytes|_kib|_mib|megabytes|percent)(_|$)/.test(name),
    ],
    ["has a histogram's label", type !== "histogram" && labels.includes("le")],
    ["has a label in another case", labels.some((label) => !/^[a-z][a-z0-9_]*$/.test(label))],
    ["is a duration without seconds", type === "histogram" && !name.endsWith("_seconds")],
  ];
  return rules.flatMap(([rule, broken]) => (broken ? [`${name} ${rule}`] : []));
}

async function full(): Promise<string> {
  vi.useFakeTimers();
  const strange = 'a "name"\\ with\nall';
  await follow({ inventory: { snapshots: () => [aSnapshot(1)] } });
  events.emit("migration:state", queued);
  unfinished = [{ ...running, domainName: strange }];
  for (const record of unfinished) events.emit("migration:state", record);
  metrics.onAnswered({ method: "GET", route: "/", status: 200, seconds: 1 });
  metrics.onVirsh(["list"], notRun(["virsh"], "", { timedOut: true }, 20));
  // What is not followed by events is read now and then.
  await vi.advanceTimersByTimeAsync(15_000);
  vi.useRealTimers();
  return await metrics.page.text();
}

describe("deploy/alerts.yml", () => {
  it("asks only for figures and states that there are", async () => {
    const rules = readFileSync(join(import.meta.dirname, "../../deploy/alerts.yml"), "utf8");
    const found = parseExposition(await full());
    const asked = [...rules.matchAll(/virtferry_\w+/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(8);
    for (const name of asked) expect(found.has(name), name).toBe(true);
    for (const [, name = "", label = "", values = ""] of rules.matchAll(/(virtferry_\w+)\{(\w+)=~?"([^"]+)"\}/g))
      for (const value of values.split("|"))
        expect(
          found.get(name)?.samples.some(({ labels }) => labels[label] === value),
          `${name} ${label}=${value}`,
        ).toBe(true);
  });
});

describe("the page", () => {
  it("is of the text format, and names are by the conventions", async () => {
    const found = parseExposition(await full());
    const own = [...found.values()].filter(({ name }) => name.startsWith("virtferry_"));
    expect(own.length).toBeGreaterThan(35);
    expect(own.flatMap(complaints)).toEqual([]);
    for (const name of found.keys()) expect(name).toMatch(/^(virtferry|process|nodejs)_/);
    expect(metrics.page.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  it("keeps names of VMs whole, whatever is in them", async () => {
    const found = parseExposition(await full());
    expect(found.get("virtferry_migration_info")?.samples[0]?.labels.domain).toBe('a "name"\\ with\nall');
  });

  it("tells the process, its place among others, and its database", async () => {
    const found = parseExposition(await full());
    expect(sampleOf(found, "virtferry_build_info", { version: "1.2.3", node_version: process.versions.node })).toBe(1);
    expect(sampleOf(found, "virtferry_sockets_connected")).toBe(4);
    expect(sampleOf(found, "virtferry_leases_held")).toBe(2);
    expect(sampleOf(found, "virtferry_processes")).toBe(3);
    expect(sampleOf(found, "virtferry_lease_jobs", { state: "held" })).toBe(2);
    expect(sampleOf(found, "virtferry_database_pool_connections", { state: "busy" })).toBe(2);
    expect(sampleOf(found, "virtferry_store_read_only")).toBe(0);
    for (const name of ["process_resident_memory_bytes", "nodejs_eventloop_lag_p99_seconds", "process_open_fds"])
      expect(found.has(name), name).toBe(true);
  });

  // As a test of its own, so that the report says when the tool is not there.
  const promtool = spawnSync("promtool", ["--version"]).status === 0;
  it.skipIf(!promtool)("satisfies promtool (skipped where there is none)", async () => {
    const checked = spawnSync("promtool", ["check", "metrics"], { input: await full(), encoding: "utf8" });
    // The names of the process's own figures are prom-client's, as everywhere.
    const complaints = (checked.stdout + checked.stderr).split("\n").filter((line) => !line.startsWith("nodejs_"));
    expect(complaints.join("\n").trim()).toBe("");
  });

  it("is cheap with a hundred hosts and five thousand VMs", async () => {
    const fleet = fleetOf(100, 50);
    unfinished = Array.from({ length: 20 }, (_, number): MigrationRecord => {
      const id: MigrationId = migrationId(`m_${String(number).padStart(12, "0")}`);
      return { ...running, id };
    });
    await follow({ inventory: { snapshots: () => fleet } });
    for (const record of unfinished) events.emit("migration:state", { ...record, revision: 9 });
    const rounds = async (number: number) => {
      for (let round = 0; round < number; round++) await metrics.page.text();
    };
    await rounds(20);
    // CPU time of this thread: the machine of a test has others to serve.
    const before = process.threadCpuUsage();
    await rounds(20);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 20 / 1000).toBeLessThan(5);
  });
});
