import type { HostLinks } from "../libvirt/host-link.ts";
import type { Logger } from "../logger.ts";
import type { InventoryService } from "../services.ts";
import type { Store } from "../store/repositories.ts";
import type { TlsPlanner } from "../tls/plan.ts";

/** What the service is given: no globals, no clock of its own. */
export interface FixParts {
  readonly store: Pick<Store, "fixes"> & { readonly migrations: Pick<Store["migrations"], "unfinished"> };
  readonly links: Pick<HostLinks, "get">;
  readonly inventory: Pick<InventoryService, "snapshot" | "snapshots" | "refresh">;
  readonly tls: TlsPlanner;
  readonly logger: Pick<Logger, "info" | "warn" | "error">;
  /** The server's clock, ms. */
  readonly now: () => number;
  readonly newId: () => string;
  /** The ids of all processes on the database that are alive, this one's too. */
  readonly liveProcesses: () => readonly string[];
}
