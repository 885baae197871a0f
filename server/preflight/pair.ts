import type { HostSnapshot } from "../../lib/core/model/host.ts";

/** The two hosts between which a domain shall move, as last read. */
export interface Pair {
  readonly source: HostSnapshot;
  readonly destination: HostSnapshot;
}
