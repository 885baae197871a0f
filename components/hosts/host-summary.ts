import type { DomainState, HostFacts, HostSnapshot, HostState, Verdict } from "@/lib/contract/index.ts";

/** States in which a VM holds memory of its host. */
const ACTIVE: ReadonlySet<DomainState> = new Set(["running", "blocked", "paused", "shutting-down", "pm-suspended"]);

/** Memory of a host in bytes: what its active VMs have, what is free, the whole. Null while the total or the free part is unknown. */
export function memoryOf(host: HostSnapshot): { readonly vms: number; readonly free: number; readonly total: number } | null {
  const { facts } = host;
  if (!facts?.memoryTotalBytes.known || !facts.memoryAvailableBytes.known) return null;
  const vms = host.domains.filter((domain) => ACTIVE.has(domain.state)).reduce((sum, domain) => sum + domain.memoryBytes, 0);
  return { vms, free: facts.memoryAvailableBytes.value, total: facts.memoryTotalBytes.value };
}

/** How many VMs run, of how many. */
export function domainCounts(host: HostSnapshot): { readonly running: number; readonly all: number } {
  return { running: host.domains.filter((domain) => domain.state === "running").length, all: host.domains.length };
}

export type ReadinessId = "ssh" | "ports" | "tls" | "postCopy";

/** One mark of a host's readiness to migrate; `hint` is a key below hosts.readiness. */
export interface Readiness {
  readonly id: ReadinessId;
  readonly verdict: Verdict;
  readonly hint:
    | "sshOk"
    | "sshAway"
    | "portsKnown"
    | "portsDefault"
    | "tlsReady"
    | "tlsMissing"
    | "postCopyReady"
    | "postCopyMissing"
    | "notRead";
}

function sshOf(state: HostState): Readiness {
  if (state === "online") return { id: "ssh", verdict: "pass", hint: "sshOk" };
  if (state === "connecting") return { id: "ssh", verdict: "unknown", hint: "notRead" };
  return { id: "ssh", verdict: "block", hint: "sshAway" };
}

function portsOf(facts: HostFacts | null): Readiness {
  if (!facts) return { id: "ports", verdict: "unknown", hint: "notRead" };
  // Only another host can tell whether the ports are open: preflight asks it. Until then it is unknown.
  const hint = facts.migrationPorts.source === "qemu.conf" ? "portsKnown" : "portsDefault";
  return { id: "ports", verdict: "unknown", hint };
}

function tlsOf(facts: HostFacts | null): Readiness {
  if (!facts?.tlsReady.known) return { id: "tls", verdict: "unknown", hint: "notRead" };
  return facts.tlsReady.value
    ? { id: "tls", verdict: "pass", hint: "tlsReady" }
    : { id: "tls", verdict: "warn", hint: "tlsMissing" };
}

function postCopyOf(facts: HostFacts | null): Readiness {
  if (!facts?.migrateOptions.known) return { id: "postCopy", verdict: "unknown", hint: "notRead" };
  return facts.migrateOptions.value.includes("--postcopy")
    ? { id: "postCopy", verdict: "pass", hint: "postCopyReady" }
    : { id: "postCopy", verdict: "warn", hint: "postCopyMissing" };
}

/** The four marks of a host, always in the same order. */
export function readinessOf(host: HostSnapshot): readonly Readiness[] {
  return [sshOf(host.state), portsOf(host.facts), tlsOf(host.facts), postCopyOf(host.facts)];
}
