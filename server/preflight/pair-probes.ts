import { migrationAddress } from "../../lib/core/migration/destination-uri.ts";
import type { Gate } from "../libvirt/gate.ts";
import type { Pair } from "./pair.ts";
import { portQuestions } from "./port-questions.ts";
import { type ProbeBook, pairKey } from "./probe-book.ts";
import type { FinishedProbe } from "./probe-cache.ts";
import type { ProbeGates } from "./probe-gates.ts";
import { probeLibvirt } from "./probes/libvirt.ts";
import { probeNames } from "./probes/names.ts";
import { probePorts } from "./probes/ports.ts";
import { probeSsh } from "./probes/ssh.ts";
import { failedProbe, type Remote, type Remotes } from "./remote.ts";

/** Runs the probes between two hosts; resolves when all have an answer begun at `notBeforeMs` or later. Never rejects. */
export type PairProber = (pair: Pair, notBeforeMs: number) => Promise<void>;

/** Makes the prober. */
export function createPairProber(book: ProbeBook, remotes: Remotes, gates: ProbeGates, now: () => number): PairProber {
  return async ({ source, destination }, notBeforeMs) => {
    const key = pairKey(source.registration.id, destination.registration.id);
    const arriving = gates.arrivals.of(destination.registration.id);
    const run = <T>(probe: (from: Remote, to: Remote) => Promise<FinishedProbe<T>>, gate: Gate = arriving) => {
      return () =>
        gate.run(async () => {
          const from = remotes.get(source.registration.id);
          const to = remotes.get(destination.registration.id);
          if (!from.ok) return failedProbe(from.why, now());
          if (!to.ok) return failedProbe(to.why, now());
          return probe(from.remote, to.remote);
        });
    };
    const address = migrationAddress(destination.registration);
    const names = book.names.ensure(
      key,
      notBeforeMs,
      run((from, to) => probeNames(from, to, now)),
    );
    const ports = names.then(() => {
      const gate = gates.listeners.of(destination.registration.id);
      return Promise.all(
        portQuestions(book, { source, destination }, null).map((question) =>
          book.ports.ensure(
            question.key,
            notBeforeMs,
            run((from, to) => probePorts(from, to, question, now), gate),
          ),
        ),
      );
    });
    await Promise.all([
      names,
      ports,
      book.ssh.ensure(
        key,
        notBeforeMs,
        run((from) => probeSsh(from, address, now)),
      ),
      book.libvirt.ensure(
        key,
        notBeforeMs,
        run((from) => probeLibvirt(from, { uri: address.uri, connection: "ssh" }, now)),
      ),
    ]);
  };
}
