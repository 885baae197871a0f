import { Counter, Histogram, type Registry } from "prom-client";
import type { CommandResult } from "../ssh/command-result.ts";

/** A virsh subcommand is lower-case words and dashes; anything else is no name to make a label of. */
const VERB = /^[a-z][a-z0-9-]{1,40}$/;
/** More different ones than the product has; beyond that a label stands for all others. */
const MOST_VERBS = 120;

/** Counts and times what runs on hosts by virsh: by subcommand, never by host or domain. */
export function createCommandMetrics(registry: Registry): (args: readonly string[], result: CommandResult) => void {
  const duration = new Histogram({
    name: "virtferry_virsh_command_duration_seconds",
    help: "Time of a virsh command on a host, waiting for its turn included.",
    labelNames: ["verb"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [registry],
  });
  const failures = new Counter({
    name: "virtferry_virsh_command_failures_total",
    help: "virsh commands that did not end with exit status 0. status: libvirt said no; timeout; connection: it was lost.",
    labelNames: ["verb", "reason"],
    registers: [registry],
  });
  const verbs = new Set<string>();
  const verbOf = ([verb = ""]: readonly string[]): string => {
    if (!VERB.test(verb)) return "other";
    if (verbs.size < MOST_VERBS) verbs.add(verb);
    return verbs.has(verb) ? verb : "other";
  };
  return (args, result) => {
    const verb = verbOf(args);
    duration.observe({ verb }, result.durationMs / 1000);
    if (result.exitCode === 0) return;
    failures.inc({ verb, reason: result.timedOut ? "timeout" : result.connectionLost ? "connection" : "status" });
  };
}
