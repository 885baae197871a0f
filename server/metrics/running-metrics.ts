import { Gauge, type Registry } from "prom-client";
import type { MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";
import type { MigrationBook } from "./migration-book.ts";
import type { MetricGroup } from "./registry.ts";

const LABELS = ["migration_id", "domain", "source", "destination"] as const;
type Labels = Record<(typeof LABELS)[number], string>;

interface Figure {
  readonly name: string;
  readonly help: string;
  /** Null = not known (yet). */
  readonly of: (record: MigrationRecord) => number | null;
}

const sampled =
  (of: (sample: MigrationSample) => number | null) =>
  ({ lastSample }: MigrationRecord): number | null =>
    lastSample && of(lastSample);
const seconds = (ms: number | null | undefined): number | null => (ms === null || ms === undefined ? null : ms / 1000);

const FIGURES: readonly Figure[] = [
  { name: "memory_total_bytes", help: "Guest memory that has to move.", of: sampled((s) => s.memoryTotalBytes) },
  { name: "memory_transferred_bytes", help: "Memory sent so far.", of: sampled((s) => s.memoryProcessedBytes) },
  { name: "memory_remaining_bytes", help: "Memory that has to be sent yet.", of: sampled((s) => s.memoryRemainingBytes) },
  { name: "memory_rate_bytes_per_second", help: "Memory sent per second.", of: sampled((s) => s.memoryBytesPerSec) },
  {
    name: "dirty_rate_bytes_per_second",
    help: "Memory that the guest changes per second.",
    of: sampled((s) => s.dirtyRateBytesPerSec),
  },
  { name: "disk_total_bytes", help: "Disk content that has to move; 0 without disk copy.", of: sampled((s) => s.diskTotalBytes) },
  { name: "disk_transferred_bytes", help: "Disk content sent so far.", of: sampled((s) => s.diskProcessedBytes) },
  { name: "disk_remaining_bytes", help: "Disk content that has to be sent yet.", of: sampled((s) => s.diskRemainingBytes) },
  { name: "disk_rate_bytes_per_second", help: "Disk content sent per second.", of: sampled((s) => s.diskBytesPerSec) },
  { name: "iteration", help: "The pass over memory that is under way.", of: sampled((s) => s.iteration) },
  {
    name: "downtime_expected_seconds",
    help: "Expected downtime, by QEMU's or our forecast.",
    of: ({ lastSample, forecast }) => seconds(lastSample?.expectedDowntimeMs ?? forecast?.expectedDowntimeMs),
  },
  {
    name: "downtime_limit_seconds",
    help: "The downtime limit in force.",
    of: ({ limits }) => seconds(limits.maxDowntimeMs),
  },
  { name: "progress_ratio", help: "0 to 1, never back.", of: ({ forecast }) => forecast?.progress ?? null },
  { name: "start_timestamp_seconds", help: "When it began on its hosts.", of: ({ startedAtMs }) => seconds(startedAtMs) },
];

function labelsOf({ id, domainName, sourceHostName, destinationHostName }: MigrationRecord): Labels {
  return { migration_id: id, domain: domainName, source: sourceHostName, destination: destinationHostName };
}

/** Figures of each migration that this process looks after, gone when it has ended: never more of them than migrations run. */
export function createRunningMetrics(registry: Registry, book: MigrationBook): MetricGroup {
  const figures = FIGURES.map(({ name, help, of }) => ({
    of,
    gauge: new Gauge({ name: `virtferry_migration_${name}`, help, labelNames: LABELS, registers: [registry] }),
  }));
  const info = new Gauge({
    name: "virtferry_migration_info",
    help: "Always 1; state, phase and mode of a migration, as labels.",
    labelNames: [...LABELS, "mode", "state", "phase"],
    registers: [registry],
  });
  return {
    refresh() {
      info.reset();
      for (const { gauge } of figures) gauge.reset();
      for (const record of book.own()) {
        const labels = labelsOf(record);
        info.set({ ...labels, mode: record.request.options.mode, state: record.state, phase: record.phase }, 1);
        for (const { gauge, of } of figures) {
          const value = of(record);
          if (value !== null) gauge.set(labels, value);
        }
      }
    },
  };
}
