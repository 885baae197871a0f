import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { isWaiting } from "../../lib/core/migration/queue/queue-events.ts";
import type { MigrationRecord, MigrationState } from "../../lib/core/model/migration.ts";
import type { MigrationMode } from "../../lib/core/model/options.ts";
import type { MigrationBook } from "./migration-book.ts";
import type { MetricGroup } from "./registry.ts";

const UNFINISHED: readonly MigrationState[] = ["queued", "starting", "running", "finishing", "detached", "post-copy-broken"];

const MODES: readonly MigrationMode[] = ["live", "offline", "cold-copy", "saved-state"];
const OUTCOMES = ["succeeded", "failed", "aborted", "indeterminate", "cancelled"];

/** How it ended, in few words: its end state, or that it was taken back while it waited. */
function outcomeOf({ state, startedAtMs }: MigrationRecord): string {
  return state === "aborted" && startedAtMs === null ? "cancelled" : state;
}

/**
 * Figures of all migrations. Gauges tell what is unfinished on this database and are the same in every process; counters and histograms count
 * what this process did, and begin at 0 when it starts.
 */
export function createMigrationMetrics(
  registry: Registry,
  book: MigrationBook,
): MetricGroup & { take(record: MigrationRecord, own: boolean): void } {
  const registers = [registry];
  const states = new Gauge({
    name: "virtferry_migrations",
    help: "Migrations that have not ended, by state; the same in every process of a database.",
    labelNames: ["state"],
    registers,
  });
  const queue = new Gauge({
    name: "virtferry_queue_length",
    help: "Migrations that wait to be let through; the same in every process of a database.",
    registers,
  });
  const started = new Counter({
    name: "virtferry_migrations_started_total",
    help: "Migrations that began on their hosts, looked after by this process; from 0 at its start.",
    labelNames: ["mode"],
    registers,
  });
  const ended = new Counter({
    name: "virtferry_migrations_ended_total",
    help: "Migrations whose end this process stored; from 0 at its start.",
    labelNames: ["mode", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "virtferry_migration_duration_seconds",
    help: "Time from the beginning on the hosts to the checked end.",
    labelNames: ["mode", "outcome"],
    buckets: [1, 5, 15, 60, 300, 1800, 7200, 28_800],
    registers,
  });
  const downtime = new Histogram({
    name: "virtferry_migration_downtime_seconds",
    help: "Measured downtime of VMs that moved, where libvirt tells it.",
    labelNames: ["mode"],
    buckets: [0.02, 0.05, 0.1, 0.3, 1, 3, 10, 60],
    registers,
  });
  const wait = new Histogram({
    name: "virtferry_queue_wait_seconds",
    help: "Time that a migration waited to be let through.",
    buckets: [0.1, 1, 10, 60, 300, 1800, 7200],
    registers,
  });
  // There from the beginning: an increase from nothing to 1 is none for Prometheus.
  for (const mode of MODES) {
    started.inc({ mode }, 0);
    for (const outcome of OUTCOMES) ended.inc({ mode, outcome }, 0);
  }
  return {
    take(record, own) {
      const happened = book.take(record, own);
      const { mode } = record.request.options;
      if (happened.waitedMs !== null) wait.observe(happened.waitedMs / 1000);
      if (happened.started) started.inc({ mode });
      if (!happened.ended || record.endedAtMs === null) return;
      const outcome = outcomeOf(record);
      ended.inc({ mode, outcome });
      if (record.startedAtMs !== null) duration.observe({ mode, outcome }, (record.endedAtMs - record.startedAtMs) / 1000);
      const silentMs = record.result?.measuredDowntimeMs ?? null;
      if (silentMs !== null) downtime.observe({ mode }, silentMs / 1000);
    },
    refresh() {
      const unfinished = book.unfinished();
      states.reset();
      for (const state of UNFINISHED) states.set({ state }, 0);
      for (const { state } of unfinished) states.inc({ state });
      queue.set(unfinished.filter(isWaiting).length);
    },
  };
}
