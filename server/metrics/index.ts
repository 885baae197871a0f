import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { ServerEvents } from "../events.ts";
import type { MetricsPage } from "../http/metrics-page.ts";
import type { AnsweredRequest } from "../http/observe.ts";
import type { Logger } from "../logger.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { type ClusterMetricsParts, createClusterMetrics, type LeaseJobs } from "./cluster-metrics.ts";
import { createCommandMetrics } from "./command-metrics.ts";
import { createHostMetrics, type HostMetricsParts } from "./host-metrics.ts";
import { createHttpMetrics } from "./http-metrics.ts";
import { createMigrationBook } from "./migration-book.ts";
import { createMigrationMetrics } from "./migration-metrics.ts";
import { createRegistry, type MetricGroup } from "./registry.ts";
import { createRunningMetrics } from "./running-metrics.ts";
import { createStoreMetrics } from "./store-metrics.ts";

export interface MetricsSources extends HostMetricsParts, Omit<ClusterMetricsParts, "jobs"> {
  readonly pool: Parameters<typeof createStoreMetrics>[1];
  readonly readOnly: () => boolean;
  readonly events: ServerEvents;
  readonly unfinished: () => Promise<readonly MigrationRecord[]>;
  /** Reads the lease queue's table. */
  readonly readJobs: () => Promise<LeaseJobs>;
  readonly logger: Logger;
}

/** The figures of one process, after the conventions of Prometheus: docs/operations.md lists them. */
export interface Metrics {
  readonly page: MetricsPage;
  onAnswered(request: AnsweredRequest): void;
  onVirsh(args: readonly string[], result: CommandResult): void;
  /** Connects what there is to be counted. Resolves when the unfinished migrations are known. Returns what ends it. */
  follow(sources: MetricsSources): Promise<() => void>;
}

/** How often the database is read for what cannot be followed by events, ms. Asking for the figures never reads it. */
const READ_MS = 15_000;

/** Makes them; what is counted before `follow` is kept. */
export function createMetrics(version: string, token: string | null): Metrics {
  const registry = createRegistry(version);
  const groups: MetricGroup[] = [];
  const book = createMigrationBook();
  const migrations = createMigrationMetrics(registry, book);
  groups.push(migrations, createRunningMetrics(registry, book));
  return {
    page: {
      token,
      contentType: registry.contentType,
      async text() {
        for (const group of groups) group.refresh();
        return await registry.metrics();
      },
    },
    onAnswered: createHttpMetrics(registry),
    onVirsh: createCommandMetrics(registry),
    async follow(sources) {
      const { events, logger } = sources;
      let jobs: LeaseJobs | null = null;
      groups.push(
        createHostMetrics(registry, sources),
        createStoreMetrics(registry, sources.pool, sources.readOnly),
        createClusterMetrics(registry, { ...sources, jobs: () => jobs }),
      );
      // Own ones are told first: the second telling of a revision changes nothing.
      const takeOwn = (record: MigrationRecord) => migrations.take(record, true);
      const takeAny = (record: MigrationRecord) => migrations.take(record, false);
      events.own.on("migration:state", takeOwn);
      events.on("migration:state", takeAny);
      const tell = (error: unknown) =>
        logger.debug({ err: error }, "figures could not be read from the database; the last ones stand");
      const readUnfinished = () => sources.unfinished().then(book.beginLoad(), tell);
      const readJobs = () =>
        sources.readJobs().then((found) => {
          jobs = found;
        }, tell);
      await readUnfinished();
      const timer = setInterval(() => void readUnfinished().then(readJobs), READ_MS).unref();
      return () => {
        clearInterval(timer);
        events.own.off("migration:state", takeOwn);
        events.off("migration:state", takeAny);
      };
    },
  };
}
