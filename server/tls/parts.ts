import type { HostLinks } from "../libvirt/host-link.ts";
import type { Logger } from "../logger.ts";
import type { InventoryService } from "../services.ts";

/** What the service is given: no globals, no clock of its own. */
export interface TlsParts {
  readonly dataDir: string;
  readonly links: Pick<HostLinks, "get">;
  readonly inventory: Pick<InventoryService, "snapshot" | "snapshots">;
  readonly logger: Pick<Logger, "info" | "warn">;
  /** The server's clock, ms. */
  readonly now: () => number;
}
