import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { imageQuestion } from "../../lib/core/preflight/image-question.ts";
import { NO_PROBES, type Probe, type ProbeCommand, type Probes } from "../../lib/core/preflight/probes.ts";
import { pathsToProve } from "../../lib/core/preflight/rules/disks.ts";
import { canBeAsked, filesToLookFor } from "./domain-probes.ts";
import type { Pair } from "./pair.ts";
import { portQuestions } from "./port-questions.ts";
import { cpuKey, fileKey, imagesKey, jobKey, libvirtKey, nameKey, type ProbeBook, pairKey, storageKey } from "./probe-book.ts";
import { cpuQuestionKey } from "./probes/cpu.ts";

/** What the book knows now about one domain on its way from one host to another with these options. */
export function assembleProbes(book: ProbeBook, hosts: Pair, domain: Domain, options: MigrationOptions | null): Probes {
  const { source, destination } = hosts;
  const [from, to] = [source.registration.id, destination.registration.id];
  if (from === to) return NO_PROBES;
  const pair = pairKey(from, to);
  const names = book.names.get(pair);
  const paths = pathsToProve(domain).filter(canBeAsked);
  const files = filesToLookFor(domain, options);
  const ports = portQuestions(book, hosts, options);
  const portOf = (use: "memory" | "disks") => ports.find((question) => question.use === use);
  const question = imageQuestion(domain, options);
  const look = (hostId: HostId, some: readonly string[]): ProbeCommand => ({
    hostId,
    text: quoteArgv(["stat", "-L", "--", ...some]),
  });
  return {
    ssh: book.ssh.get(pair),
    libvirt: book.libvirt.get(libvirtKey(from, to, options?.connection ?? "ssh")),
    hostname: mapProbe(names, ({ hostname }) => hostname),
    segments: mapProbe(names, ({ segments }) => segments),
    ports: byKey(portOf("memory")?.key, book.ports.get),
    disksPort: byKey(portOf("disks")?.key, book.ports.get),
    migrateTo: byKey(options?.migrateAddress && nameKey(from, options.migrateAddress), book.migrateTo.get),
    images: byKey(question && imagesKey(from, to, domain, question), book.images.get),
    memoryBacking: book.memoryBacking.get(jobKey(from, domain)),
    traits: book.traits.get(pair),
    tls: book.tls.get(pair),
    cpu: book.cpu.get(cpuKey(to, cpuQuestionKey(domain))),
    jobs: book.jobs.get(jobKey(from, domain)),
    files: collect(files, (path) => book.files.get(fileKey(to, path)), [look(to, files)]),
    storage: collect(paths, (path) => book.storage.get(storageKey(from, to, path)), [look(from, paths), look(to, paths)]),
  };
}

/** What is under a key, or pending when these options do not ask. */
function byKey<T>(key: string | null | undefined, get: (key: string) => Probe<T>): Probe<T> {
  return key ? get(key) : { kind: "pending" };
}

function mapProbe<T, U>(probe: Probe<T>, pick: (value: T) => U): Probe<U> {
  return probe.kind === "done" ? { ...probe, value: pick(probe.value) } : probe;
}

/** One probe of many: pending while one is, failed when one is, as old as the oldest. */
function collect<T>(
  paths: readonly string[],
  get: (path: string) => Probe<T>,
  commands: readonly ProbeCommand[],
): Probe<ReadonlyMap<string, T>> {
  const value = new Map<string, T>();
  const times: number[] = [];
  for (const path of paths) {
    const probe = get(path);
    if (probe.kind !== "done") return probe;
    value.set(path, probe.value);
    times.push(probe.atMs);
  }
  const oldest = times.length === 0 ? null : Math.min(...times);
  return oldest === null ? { kind: "pending" } : { kind: "done", value, atMs: oldest, commands };
}
