import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** A group of figures: `refresh` brings those up to date that are read when they are asked for. It asks nobody: memory only. */
export interface MetricGroup {
  refresh(): void;
}

/** A registry with the figures that every Node process has (process_*, nodejs_*: event loop, heap, file handles) and what was built. */
export function createRegistry(version: string): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "virtferry_build_info",
    help: "Always 1; what runs, as labels.",
    labelNames: ["version", "node_version"],
    registers: [registry],
  }).set({ version, node_version: process.versions.node }, 1);
  return registry;
}
