import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { dirtyRateInput } from "../../lib/contract/inputs.ts";
import type { DirtyRateView } from "../../lib/contract/views.ts";
import { type DirtyRateReading, parseDirtyRate } from "../../lib/core/facts/dirty-rate.ts";
import { parseJobInfo } from "../../lib/core/facts/domjobinfo.ts";
import { onDomain, withoutConnect } from "../../lib/core/migration/command.ts";
import { type DirtyReading, dirtyFigureOf } from "../../lib/core/migration/prediction/dirty-figure.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostFacts } from "../../lib/core/model/host.ts";
import { compareVersions } from "../../lib/core/preflight/compare-versions.ts";
import type { HostLink } from "../libvirt/host-link.ts";
import { ServiceError } from "../service-error.ts";
import { type CommandResult, succeeded } from "../ssh/command-result.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { readGuestMemory } from "./guest-memory.ts";

type Input = z.output<typeof dirtyRateInput>;

const TIMEOUT_MS = 8_000;
const POLL_MS = 250;
/** The short period, s. */
const SHORT_S = 1;
/** QEMU looks through the guest's memory after its period: that may take a while on a big guest, ms. */
const GRACE_MS = 20_000;
/** Since then QEMU measures by dirty bitmap, and names its method; libvirt passes it on since 8.1. */
const BITMAP_SINCE = "6.2.0";

/** Measurements that run, by domain: QEMU does one at a time. */
const running = new Set<string>();

/**
 * Measures how fast a running domain dirties its memory: `domdirtyrate-calc` for a second and (if more was asked for) for longer, then QEMU's answers, and keeps it for forecasts. Page-sampling looks at random pages before and after
 * and is rough on small guests; dirty-bitmap counts every page and needs KVM (without it QEMU 7.2 dies of the question, seen on the lab: it is never
 * asked then). Throws `not-found`, `conflict` with the reason (not running, a migration or another job of it runs, a measurement runs, method not
 * possible), `host-offline`, `host-problem` with the host's words.
 */
export async function measureDirtyRate(deps: MigrationDependencies, input: Input): Promise<DirtyRateView> {
  const { link, host, domain, facts } = findDomain(deps, input);
  const values = { vm: domain.name, host };
  const refuse = (key: string, more: Readonly<Record<string, string>> = {}): ServiceError =>
    new ServiceError("conflict", { message: { key: `errors.migrations.${key}`, values: { ...values, ...more } } });
  if (input.method === "dirty-bitmap") {
    if (domain.virtType !== "kvm") throw refuse("dirty-rate-needs-kvm");
    const qemu = facts?.qemuVersion.known ? facts.qemuVersion.value : null;
    if (qemu === null || compareVersions(qemu, BITMAP_SINCE) < 0)
      throw refuse("dirty-rate-needs-qemu", { needed: BITMAP_SINCE, found: qemu ?? "?" });
  }
  const key = `${input.hostId} ${input.domainUuid}`;
  const moving = (await deps.store.migrations.unfinished()).some(({ request }) => request.domainUuid === input.domainUuid);
  if (moving || (await hasJob(link, input))) throw refuse("dirty-rate-migrating");
  if (running.has(key)) throw refuse("dirty-rate-running");
  running.add(key);
  try {
    const measured = await measure(deps, link, input, host, domain.memoryBytes);
    deps.forecast.noteDirtyRate(input.hostId, input.domainUuid, measured);
    return measured;
  } finally {
    running.delete(key);
  }
}

/** Short, long and short again: what the long one stays behind by tells how many pages are written again and again. */
async function measure(
  deps: MigrationDependencies,
  link: HostLink,
  input: Input,
  host: string,
  memoryBytes: number,
): Promise<DirtyRateView> {
  const periods = input.seconds > SHORT_S ? [SHORT_S, input.seconds, SHORT_S] : [input.seconds];
  const memoryInUseBytes = await readGuestMemory(link, input.domainUuid, memoryBytes);
  const readings: DirtyReading[] = [];
  const cpuBefore = await cpuTimes(link, input);
  for (const seconds of periods) readings.push(await measureOnce(link, input, seconds, host));
  const busyShare = busyShareOf(cpuBefore, await cpuTimes(link, input));
  const figure = dirtyFigureOf(readings, input.method === "dirty-bitmap");
  return {
    bytesPerSec: Math.round(figure?.value ?? 0),
    workingSetBytes: figure?.workingSetBytes ?? null,
    memoryInUseBytes,
    busyShare,
    periodS: Math.max(...readings.map(({ periodS }) => periodS)),
    method: input.method,
    measuredAtMs: deps.now(),
  };
}

interface CpuTimes {
  readonly atMs: number;
  /** ns of each virtual CPU. */
  readonly times: ReadonlyMap<string, number>;
}

async function cpuTimes(link: HostLink, input: Input): Promise<CpuTimes> {
  const { stdout } = await ask(link, input, "domstats", ["--vcpu", "--raw"]);
  const times = [...stdout.matchAll(/^ *vcpu\.(\d+)\.time=(\d+)$/gm)].map(([, cpu = "", ns]) => [cpu, Number(ns)] as const);
  return { atMs: performance.now(), times: new Map(times) };
}

/** Of the CPU that was busiest between both readings, 0..1; null where libvirt does not tell. */
function busyShareOf(before: CpuTimes, after: CpuTimes): number | null {
  const shares = [...after.times].flatMap(([cpu, ns]) => {
    const was = before.times.get(cpu);
    return was === undefined ? [] : [(ns - was) / 1e6 / (after.atMs - before.atMs)];
  });
  return shares.length === 0 ? null : Math.min(1, Math.max(0, ...shares));
}

async function measureOnce(link: HostLink, input: Input, seconds: number, host: string): Promise<DirtyReading> {
  const failed = (result: CommandResult): ServiceError =>
    new ServiceError("host-problem", {
      message: { key: "errors.migrations.dirty-rate-failed", values: { host } },
      detail: (result.stderr || result.stdout).trim() || (result.timedOut ? "timed out" : "no answer"),
    });
  const read = async (): Promise<{ result: CommandResult; reading: DirtyRateReading | null }> => {
    const result = await ask(link, input, "domstats", ["--dirtyrate", "--raw"]);
    return { result, reading: succeeded(result) ? parseDirtyRate(result.stdout) : null };
  };
  const startedBefore = startOf((await read()).reading);
  const options = ["--seconds", String(seconds), `--mode=${input.method}`];
  const started = await ask(link, input, "domdirtyrate-calc", options);
  if (!succeeded(started)) throw failed(started);
  for (const deadline = performance.now() + seconds * 1000 + GRACE_MS; ; ) {
    await sleep(POLL_MS);
    const { result, reading } = await read();
    const isNew = reading?.status === "measured" && reading.startedAtS !== startedBefore;
    if (isNew) return { bytesPerSec: reading.bytesPerSec, periodS: reading.periodS };
    if (!reading || performance.now() > deadline) throw failed(result);
  }
}

function startOf(reading: DirtyRateReading | null): number | null {
  return reading?.status === "measured" ? reading.startedAtS : null;
}

function findDomain(
  deps: MigrationDependencies,
  input: Input,
): { readonly link: HostLink; readonly host: string; readonly domain: Domain; readonly facts: HostFacts | null } {
  const snapshot = deps.inventory.snapshot(input.hostId);
  const link = deps.links.get(input.hostId);
  if (!snapshot || !link)
    throw new ServiceError("not-found", { message: { key: "errors.migrations.unknown-host" }, field: "hostId" });
  const host = snapshot.registration.name;
  const domain = snapshot.domains.find(({ uuid }) => uuid === input.domainUuid);
  if (!domain)
    throw new ServiceError("not-found", {
      message: { key: "errors.migrations.domain-gone", values: { host } },
      field: "domainUuid",
    });
  if (link.state().kind !== "up")
    throw new ServiceError("host-offline", { message: { key: "errors.migrations.host-offline", values: { host } } });
  if (domain.state !== "running" && domain.state !== "blocked")
    throw new ServiceError("conflict", { message: { key: "errors.migrations.not-running", values: { vm: domain.name, host } } });
  return { link, host, domain, facts: snapshot.facts };
}

async function hasJob(link: HostLink, input: Input): Promise<boolean> {
  const job = parseJobInfo((await ask(link, input, "domjobinfo", ["--rawstats"])).stdout);
  return job !== null && job.type !== "none";
}

function ask(link: HostLink, input: Input, verb: string, options: readonly string[]): Promise<CommandResult> {
  return link.virsh(withoutConnect(onDomain(verb, input.domainUuid, options)), { timeoutMs: TIMEOUT_MS });
}
