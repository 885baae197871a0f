import { migrationAddress } from "../../lib/core/migration/destination-uri.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { Gate } from "../libvirt/gate.ts";
import { createKeyedGates } from "./keyed-gates.ts";
import { type ProbeBook, pairKey } from "./probe-book.ts";
import type { FinishedProbe } from "./probe-cache.ts";
import { probeLibvirt } from "./probes/libvirt.ts";
import { probeNames } from "./probes/names.ts";
import { probePorts } from "./probes/ports.ts";
import { probeSsh } from "./probes/ssh.ts";
import { failedProbe, type Remote, type Remotes } from "./remote.ts";

export interface Pair {
  readonly source: HostSnapshot;
  readonly destination: HostSnapshot;
}

/** Runs the probes between two hosts; resolves when all have an answer begun at `notBeforeMs` or later. Never rejects. */
export type PairProber = (pair: Pair, notBeforeMs: number) => Promise<void>;

/** Each probe may log in to the destination; sshd begins to drop newcomers at ten that have not authenticated yet (MaxStartups). */
const PROBES_PER_DESTINATION = 4;

/** Makes the prober. One listener at a time stands on a destination. */
export function createPairProber(book: ProbeBook, remotes: Remotes, now: () => number): PairProber {
  const arrivals = createKeyedGates(PROBES_PER_DESTINATION);
  const listeners = createKeyedGates(1);

  return async ({ source, destination }, notBeforeMs) => {
    const key = pairKey(source.registration.id, destination.registration.id);
    const arriving = arrivals.of(destination.registration.id);
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
    const ports = names.then((told) => {
      const gate = listeners.of(destination.registration.id);
      // The memory goes to the name that the destination announces; if that leads nowhere, path.hostname says so.
      const reach =
        told.kind === "done" && told.value.hostname.resolved.length > 0 ? told.value.hostname.announced : address.address;
      const { min, max } = destination.facts?.migrationPorts ?? { min: 49_152, max: 49_215 };
      const question = { address: reach, minPort: min, maxPort: max };
      return book.ports.ensure(
        key,
        notBeforeMs,
        run((from, to) => probePorts(from, to, question, now), gate),
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
        run((from) => probeLibvirt(from, address, now)),
      ),
    ]);
  };
}
