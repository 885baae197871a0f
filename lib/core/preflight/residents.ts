import { writableDisks } from "../migration/disks.ts";
import type { Domain, DomainDisk } from "../model/domain.ts";
import { perObject } from "./memo.ts";

/** The domains of one host, to be found by what others must not have, too. Each list is in the host's own order. */
export interface Residents {
  readonly byUuid: ReadonlyMap<string, readonly Domain[]>;
  readonly byName: ReadonlyMap<string, readonly Domain[]>;
  /** In lower case. */
  readonly byMac: ReadonlyMap<string, readonly Domain[]>;
  /** Writable disks by their source. */
  readonly byDisk: ReadonlyMap<string, readonly { readonly other: Domain; readonly theirs: DomainDisk }[]>;
}

/** The index of a snapshot's domains, made once for each reading: many VMs are held against the same host. */
export const residentsOf = perObject((domains: readonly Domain[]): Residents => {
  const macs = domains.flatMap((other) =>
    [...new Set(other.nics.map(({ mac }) => mac.toLowerCase()))].map((mac) => ({ mac, other })),
  );
  const disks = domains.flatMap((other) => writableDisks(other).map((theirs) => ({ other, theirs })));
  return {
    byUuid: Map.groupBy(domains, ({ uuid }) => uuid),
    byName: Map.groupBy(domains, ({ name }) => name),
    byMac: new Map([...Map.groupBy(macs, ({ mac }) => mac)].map(([mac, all]) => [mac, all.map(({ other }) => other)])),
    byDisk: Map.groupBy(disks, ({ theirs }) => theirs.source ?? ""),
  };
});
