import { destinationUri } from "../../lib/core/migration/destination-uri.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { mayPostCopy, usesDataPorts, usesLibvirtPath } from "../../lib/core/preflight/choices.ts";
import { imageQuestion } from "../../lib/core/preflight/image-question.ts";
import { createFileHashes } from "./file-hashes.ts";
import type { Pair } from "./pair.ts";
import { portQuestions } from "./port-questions.ts";
import { imagesKey, jobKey, libvirtKey, nameKey, type ProbeBook, pairKey, storageKey } from "./probe-book.ts";
import type { FinishedProbe } from "./probe-cache.ts";
import type { ProbeGates } from "./probe-gates.ts";
import { asksAgent, probeGuestAgent } from "./probes/guest-agent.ts";
import { probeImages } from "./probes/images.ts";
import { probeLibvirt } from "./probes/libvirt.ts";
import { probeMemoryBacking } from "./probes/memory-backing.ts";
import { probePorts } from "./probes/ports.ts";
import { probeName } from "./probes/resolve.ts";
import { probeTls } from "./probes/tls.ts";
import { probeTraits } from "./probes/traits.ts";
import { failedProbe, type Remote, type Remotes } from "./remote.ts";

/** Runs what only these options ask for. Resolves when all has an answer. Never rejects. */
export type ChoiceProber = (pair: Pair, domain: Domain, options: MigrationOptions, notBeforeMs: number) => Promise<void>;

/** Makes the prober. It runs after the probes of pair and domain: ports need the announced name, images what is proven shared. */
export function createChoiceProber(book: ProbeBook, remotes: Remotes, gates: ProbeGates, now: () => number): ChoiceProber {
  const hashes = createFileHashes();

  return async ({ source, destination }, domain, options, notBeforeMs) => {
    const [from, to] = [source.registration.id, destination.registration.id];
    const arriving = gates.arrivals.of(to);
    const onBoth = async <T>(use: (here: Remote, there: Remote) => Promise<FinishedProbe<T>>): Promise<FinishedProbe<T>> => {
      const [here, there] = [remotes.get(from), remotes.get(to)];
      if (!here.ok) return failedProbe(here.why, now());
      if (!there.ok) return failedProbe(there.why, now());
      return use(here.remote, there.remote);
    };

    const question = imageQuestion(domain, options);
    const pools = destination.facts?.pools;
    const imageParts = {
      pools: pools?.known ? pools.value : [],
      hashes,
      isSameFile: (path: string) => {
        const proof = book.storage.get(storageKey(from, to, path));
        return proof.kind === "done" && proof.value.outcome === "same-by-nonce";
      },
      now,
    };
    const { migrateAddress, connection } = options;
    await Promise.all([
      book.traits.ensure(pairKey(from, to), notBeforeMs, () => onBoth((here, there) => probeTraits(here, there, now))),
      usesDataPorts(options) &&
        book.tls.ensure(pairKey(from, to), notBeforeMs, () => onBoth((here, there) => probeTls(here, there, now))),
      question &&
        book.images.ensure(imagesKey(from, to, domain, question), notBeforeMs, () =>
          onBoth((here, there) => probeImages(here, there, { ...imageParts, question })),
        ),
      mayPostCopy(options) &&
        book.memoryBacking.ensure(jobKey(from, domain), notBeforeMs, () =>
          onBoth((here) => probeMemoryBacking(here, domain, now)),
        ),
      asksAgent(domain, options) &&
        book.guestAgent.ensure(jobKey(from, domain), notBeforeMs, () => onBoth((here) => probeGuestAgent(here, domain, now))),
      usesDataPorts(options) &&
        migrateAddress !== null &&
        book.migrateTo.ensure(nameKey(from, migrateAddress), notBeforeMs, () =>
          onBoth((here) => probeName(here, migrateAddress, now)),
        ),
      usesLibvirtPath(options) &&
        connection !== "ssh" &&
        book.libvirt.ensure(libvirtKey(from, to, connection), notBeforeMs, () => {
          const uri = destinationUri(destination.registration, connection);
          return arriving.run(() => onBoth((here) => probeLibvirt(here, { uri, connection }, now)));
        }),
      ...portQuestions(book, { source, destination }, options)
        .filter(({ isDefault }) => !isDefault)
        .map(({ key, ...ports }) =>
          book.ports.ensure(key, notBeforeMs, () =>
            gates.listeners.of(to).run(() => onBoth((here, there) => probePorts(here, there, ports, now))),
          ),
        ),
    ]);
  };
}
