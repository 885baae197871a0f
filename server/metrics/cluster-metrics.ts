import { Gauge, type Registry } from "prom-client";
import type { MetricGroup } from "./registry.ts";

/** Jobs of the lease queue: one for each migration that somebody has to look after. */
export interface LeaseJobs {
  /** Nobody has taken them (yet). */
  readonly waiting: number;
  readonly held: number;
}

export interface ClusterMetricsParts {
  /** Browsers connected to this process. */
  readonly sockets: () => number;
  /** Migrations that this process looks after. */
  readonly leases: () => number;
  /** Processes alive on this database, this one included. */
  readonly processes: () => number;
  /** As last read; null = not read yet. */
  readonly jobs: () => LeaseJobs | null;
}

/** This process among others. */
export function createClusterMetrics(registry: Registry, parts: ClusterMetricsParts): MetricGroup {
  const registers = [registry];
  const sockets = new Gauge({
    name: "virtferry_sockets_connected",
    help: "Browser connections that this process serves with live news.",
    registers,
  });
  const leases = new Gauge({
    name: "virtferry_leases_held",
    help: "Migrations that this process looks after.",
    registers,
  });
  const processes = new Gauge({
    name: "virtferry_processes",
    help: "VirtFerry processes alive on this database, as this one sees it.",
    registers,
  });
  const jobs = new Gauge({
    name: "virtferry_lease_jobs",
    help: "Migrations in the lease queue, taken (held) or not (waiting); the same in every process of a database.",
    labelNames: ["state"],
    registers,
  });
  return {
    refresh() {
      sockets.set(parts.sockets());
      leases.set(parts.leases());
      processes.set(parts.processes());
      const found = parts.jobs();
      if (!found) return;
      jobs.set({ state: "waiting" }, found.waiting);
      jobs.set({ state: "held" }, found.held);
    },
  };
}
