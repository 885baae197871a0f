import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { SWTPM } from "../../lib/core/preflight/rules/devices-tpm.ts";
import { filesNeeded, pathsToProve } from "../../lib/core/preflight/rules/disks.ts";
import { stateFiles } from "../../lib/core/preflight/state-files.ts";
import { createKeyedGates } from "./keyed-gates.ts";
import type { Pair } from "./pair.ts";
import { cpuKey, fileKey, jobKey, type ProbeBook, pairKey, storageKey } from "./probe-book.ts";
import type { FinishedProbe } from "./probe-cache.ts";
import { cpuQuestionKey, probeCpu } from "./probes/cpu.ts";
import { probeFiles } from "./probes/files.ts";
import { probeJobs } from "./probes/jobs.ts";
import { probeStorage } from "./probes/storage.ts";
import { failedProbe, type Remote, type Remotes } from "./remote.ts";

/**
 * Runs what has to be tried for domains of one source on one destination. Options may name other files to look for. Resolves when all
 * have an answer. Never rejects.
 */
export type DomainProber = (
  pair: Pair,
  domains: readonly Domain[],
  notBeforeMs: number,
  options?: MigrationOptions | null,
) => Promise<void>;

/** Paths in one run of the storage or file scripts: bounded, since they are arguments of one command. */
const PATHS_AT_ONCE = 60;

/** Paths that cannot be handed to a host as an argument stay unproven. */
export function canBeAsked(path: string): boolean {
  return !/[\0\n]/.test(path) && path.length < 4096;
}

/** The files and programs that the destination must have for a domain, and those that must not be there yet. */
export function filesToLookFor(domain: Domain, options: MigrationOptions | null): readonly string[] {
  const programs = domain.hasTpm ? [SWTPM] : [];
  return [...filesNeeded(domain, options), ...programs, ...stateFiles(domain, options)].filter(canBeAsked);
}

/** Makes the prober. Paths of many domains are tried together; runs between two hosts follow each other. */
export function createDomainProber(book: ProbeBook, remotes: Remotes, now: () => number): DomainProber {
  /** Runs of one pair take turns: whoever waited finds the answers of the run before, and asks only for what is missing. */
  const turns = createKeyedGates(1);

  const onHost = async <T>(hostId: HostId, use: (remote: Remote) => Promise<FinishedProbe<T>>): Promise<FinishedProbe<T>> => {
    const host = remotes.get(hostId);
    return host.ok ? use(host.remote) : failedProbe(host.why, now());
  };

  return async ({ source, destination }, domains, notBeforeMs, options = null) => {
    const [from, to] = [source.registration.id, destination.registration.id];
    const paths = [...new Set(domains.flatMap(pathsToProve))].filter(canBeAsked);
    const files = [...new Set(domains.flatMap((domain) => filesToLookFor(domain, options)))];

    const proveStorage = batched(
      paths,
      (path) => book.storage.startedAtMs(storageKey(from, to, path)) >= notBeforeMs,
      async (some) => {
        const startedAtMs = now();
        const result = await onHost(from, (here) => onHost(to, (there) => probeStorage(here, there, some, now)));
        for (const path of some) {
          const proof = result.kind === "done" ? result.value.get(path) : undefined;
          if (result.kind === "failed") book.storage.put(storageKey(from, to, path), startedAtMs, result);
          else if (proof) book.storage.put(storageKey(from, to, path), startedAtMs, { ...result, value: proof });
        }
      },
    );
    const lookForFiles = batched(
      files,
      (path) => book.files.startedAtMs(fileKey(to, path)) >= notBeforeMs,
      async (some) => {
        const startedAtMs = now();
        const result = await onHost(to, (there) => probeFiles(there, some, now));
        for (const path of some) {
          const file = result.kind === "done" ? result.value.get(path) : undefined;
          if (result.kind === "failed") book.files.put(fileKey(to, path), startedAtMs, result);
          else if (file) book.files.put(fileKey(to, path), startedAtMs, { ...result, value: file });
        }
      },
    );
    await Promise.all([
      turns.of(`storage ${pairKey(from, to)}`).run(proveStorage),
      turns.of(`files ${to}`).run(lookForFiles),
      ...domains.map((domain) =>
        book.jobs.ensure(jobKey(from, domain), notBeforeMs, () => onHost(from, (here) => probeJobs(here, domain, now))),
      ),
      ...domains
        .filter(({ cpuXml }) => cpuXml !== null)
        .map((domain) =>
          book.cpu.ensure(cpuKey(to, cpuQuestionKey(domain)), notBeforeMs, () =>
            onHost(to, (there) => probeCpu(there, domain, now)),
          ),
        ),
    ]);
  };
}

/** The work on those paths that have no recent answer, in bounded parts, one after another. */
function batched(
  paths: readonly string[],
  isRecent: (path: string) => boolean,
  work: (some: readonly string[]) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const missing = paths.filter((path) => !isRecent(path));
    for (let start = 0; start < missing.length; start += PATHS_AT_ONCE) await work(missing.slice(start, start + PATHS_AT_ONCE));
  };
}
