import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { type ImageQuestion, imageQuestion } from "../../lib/core/preflight/image-question.ts";
import { perObject } from "../../lib/core/preflight/memo.ts";
import { NO_PROBES, type Probe, type ProbeCommand, type Probes } from "../../lib/core/preflight/probes.ts";
import { pathsToProve } from "../../lib/core/preflight/rules/disks.ts";
import { canBeAsked, filesToLookFor } from "./domain-probes.ts";
import type { Pair } from "./pair.ts";
import { portQuestions } from "./port-questions.ts";
import { cpuKey, fileKey, imagesKey, jobKey, libvirtKey, nameKey, type ProbeBook, pairKey, storageKey } from "./probe-book.ts";
import { cpuQuestionKey } from "./probes/cpu.ts";
import type { Names } from "./probes/names.ts";

/**
 * What the book knows now about one domain on its way from one host to another with these options. Each probe is looked up when it is
 * asked for: the matrix asks ten thousand times, and most rules look at one probe or none.
 */
export function assembleProbes(book: ProbeBook, hosts: Pair, domain: Domain, options: MigrationOptions | null): Probes {
  if (hosts.source.registration.id === hosts.destination.registration.id) return NO_PROBES;
  return new BookProbes(book, hosts, domain, options);
}

/** When the oldest result was got that somebody looked at through these probes, ms; infinity: none. */
export function oldestLookedAt(probes: Probes): number {
  return probes instanceof BookProbes ? probes.oldestAtMs : Number.POSITIVE_INFINITY;
}

class BookProbes implements Probes {
  oldestAtMs = Number.POSITIVE_INFINITY;
  readonly #book: ProbeBook;
  readonly #hosts: Pair;
  readonly #domain: Domain;
  readonly #options: MigrationOptions | null;
  readonly #from: HostId;
  readonly #to: HostId;
  readonly #pair: string;
  readonly #own: OwnQuestions;
  /** Several rules look at each of these. */
  #ssh: Probes["ssh"] | null = null;
  #libvirt: Probes["libvirt"] | null = null;
  #names: Probe<Names> | null = null;
  #hostname: Probes["hostname"] | null = null;
  #segments: Probes["segments"] | null = null;
  #ports: Probes["ports"] | null = null;
  #cpu: Probes["cpu"] | null = null;
  #files: Probes["files"] | null = null;
  #storage: Probes["storage"] | null = null;
  #memoryBacking: Probes["memoryBacking"] | null = null;
  #guestAgent: Probes["guestAgent"] | null = null;
  #traits: Probes["traits"] | null = null;
  #tls: Probes["tls"] | null = null;
  #jobs: Probes["jobs"] | null = null;

  constructor(book: ProbeBook, hosts: Pair, domain: Domain, options: MigrationOptions | null) {
    this.#book = book;
    this.#hosts = hosts;
    this.#domain = domain;
    this.#options = options;
    this.#from = hosts.source.registration.id;
    this.#to = hosts.destination.registration.id;
    this.#pair = pairKey(this.#from, this.#to);
    this.#own = ownQuestions(domain);
  }
  get ssh() {
    this.#ssh ??= this.#seen(this.#book.ssh.get(this.#pair));
    return this.#ssh;
  }
  get libvirt() {
    this.#libvirt ??= this.#seen(this.#book.libvirt.get(libvirtKey(this.#from, this.#to, this.#options?.connection ?? "ssh")));
    return this.#libvirt;
  }
  get hostname() {
    this.#hostname ??= hostnameOf(this.#namesOfPair());
    return this.#hostname;
  }
  get segments() {
    this.#segments ??= segmentsOf(this.#namesOfPair());
    return this.#segments;
  }
  get ports() {
    this.#ports ??= this.#seen(this.#port("memory"));
    return this.#ports;
  }
  get disksPort() {
    return this.#seen(this.#port("disks"));
  }
  get migrateTo() {
    const address = this.#options?.migrateAddress;
    return this.#seen(byKey(address && nameKey(this.#from, address), this.#book.migrateTo.get));
  }
  get images() {
    const question = this.#options === null ? this.#own.image : imageQuestion(this.#domain, this.#options);
    return this.#seen(byKey(question && imagesKey(this.#from, this.#to, this.#domain, question), this.#book.images.get));
  }
  get memoryBacking() {
    this.#memoryBacking ??= this.#seen(this.#book.memoryBacking.get(jobKey(this.#from, this.#domain)));
    return this.#memoryBacking;
  }
  get guestAgent() {
    this.#guestAgent ??= this.#seen(this.#book.guestAgent.get(jobKey(this.#from, this.#domain)));
    return this.#guestAgent;
  }
  get traits() {
    this.#traits ??= this.#seen(this.#book.traits.get(this.#pair));
    return this.#traits;
  }
  get tls() {
    this.#tls ??= this.#seen(this.#book.tls.get(this.#pair));
    return this.#tls;
  }
  get cpu() {
    this.#cpu ??= this.#seen(this.#book.cpu.get(cpuKey(this.#to, this.#own.cpu)));
    return this.#cpu;
  }
  get jobs() {
    this.#jobs ??= this.#seen(this.#book.jobs.get(jobKey(this.#from, this.#domain)));
    return this.#jobs;
  }
  get files() {
    if (this.#files) return this.#files;
    const paths = this.#options === null ? this.#own.files : filesToLookFor(this.#domain, this.#options);
    this.#files = collect(
      paths,
      (path) => this.#seen(this.#book.files.get(fileKey(this.#to, path))),
      () => [look(this.#to, paths)],
    );
    return this.#files;
  }
  get storage() {
    if (this.#storage) return this.#storage;
    const { paths } = this.#own;
    this.#storage = collect(
      paths,
      (path) => this.#seen(this.#book.storage.get(storageKey(this.#from, this.#to, path))),
      () => [look(this.#from, paths), look(this.#to, paths)],
    );
    return this.#storage;
  }

  #seen<T>(probe: Probe<T>): Probe<T> {
    if (probe.kind !== "pending" && probe.atMs < this.oldestAtMs) this.oldestAtMs = probe.atMs;
    return probe;
  }

  #namesOfPair(): Probe<Names> {
    this.#names ??= this.#seen(this.#book.names.get(this.#pair));
    return this.#names;
  }

  #port(use: "memory" | "disks"): Probes["ports"] {
    // Nobody has chosen: the question that every pair of hosts is asked.
    if (this.#options === null) return use === "memory" ? this.#book.ports.get(this.#pair) : PENDING;
    const question = portQuestions(this.#book, this.#hosts, this.#options).find((one) => one.use === use);
    return byKey(question?.key, this.#book.ports.get);
  }
}

const PENDING = { kind: "pending" } as const;

/** What a domain asks while nobody has chosen options. */
interface OwnQuestions {
  readonly paths: readonly string[];
  readonly files: readonly string[];
  readonly cpu: string;
  readonly image: ImageQuestion | null;
}

const ownQuestions = perObject(
  (domain: Domain): OwnQuestions => ({
    paths: pathsToProve(domain).filter(canBeAsked),
    files: filesToLookFor(domain, null),
    cpu: cpuQuestionKey(domain),
    image: imageQuestion(domain, null),
  }),
);
const hostnameOf = perObject((names: Probe<Names>) => mapProbe(names, ({ hostname }) => hostname));
const segmentsOf = perObject((names: Probe<Names>) => mapProbe(names, ({ segments }) => segments));

function look(hostId: HostId, paths: readonly string[]): ProbeCommand {
  return { hostId, text: quoteArgv(["stat", "-L", "--", ...paths]) };
}

/** What is under a key, or pending when these options do not ask. */
function byKey<T>(key: string | null | undefined, get: (key: string) => Probe<T>): Probe<T> {
  return key ? get(key) : PENDING;
}

function mapProbe<T, U>(probe: Probe<T>, pick: (value: T) => U): Probe<U> {
  return probe.kind === "done" ? { ...probe, value: pick(probe.value) } : probe;
}

/** One probe of many: pending while one is, failed when one is, as old as the oldest. */
function collect<T>(
  paths: readonly string[],
  get: (path: string) => Probe<T>,
  commands: () => readonly ProbeCommand[],
): Probe<ReadonlyMap<string, T>> {
  const value = new Map<string, T>();
  let oldestMs = Number.POSITIVE_INFINITY;
  for (const path of paths) {
    const probe = get(path);
    if (probe.kind !== "done") return probe;
    value.set(path, probe.value);
    oldestMs = Math.min(oldestMs, probe.atMs);
  }
  return value.size === 0 ? PENDING : new Collected(value, oldestMs, commands);
}

/** The commands are put into words when they are shown. */
class Collected<T> {
  readonly kind = "done";
  readonly value: ReadonlyMap<string, T>;
  readonly atMs: number;
  readonly #commands: () => readonly ProbeCommand[];
  constructor(value: ReadonlyMap<string, T>, atMs: number, commands: () => readonly ProbeCommand[]) {
    this.value = value;
    this.atMs = atMs;
    this.#commands = commands;
  }
  get commands(): readonly ProbeCommand[] {
    return this.#commands();
  }
}
