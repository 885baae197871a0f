import type { Logger } from "pino";
import type { ProcessBook } from "../cluster/types.ts";
import type { ServerEvents } from "../events.ts";
import type { HostLinks } from "../libvirt/host-link.ts";
import type { Store } from "../store/repositories.ts";

/** What the inventory is given: clock and ids are passed in, so that nothing in here invents them. */
export interface InventoryParts {
  readonly store: Pick<Store, "hosts" | "keys" | "migrations">;
  readonly links: HostLinks;
  readonly events: ServerEvents;
  /** The processes that share the reading of the hosts, started; absent when this one has the database to itself. */
  readonly processes?: ProcessBook | undefined;
  readonly logger: Logger;
  /** The server's clock, ms since 1970. */
  readonly now: () => number;
  /** A fresh id: the prefix, an underscore, 20 lower-case letters and digits. */
  readonly newId: (prefix: "h" | "m") => string;
}
