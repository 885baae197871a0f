import type { HostId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { ServerEvents } from "../events.ts";
import type { HostLinks } from "../libvirt/host-link.ts";
import type { Logger } from "../logger.ts";
import type { Figures, InventoryService } from "../services.ts";

/** What the inventory may take note of, if it does: where storage was proven or disproven to be shared. */
export interface SharingNotes {
  noteSharing?(hostId: HostId, path: string, otherHostId: HostId, shared: boolean, reason: string): void;
}

/** What the preflight is given: no globals, no clock of its own. */
export interface PreflightParts {
  readonly inventory: Pick<InventoryService, "snapshot" | "snapshots" | "refresh"> & SharingNotes;
  readonly links: Pick<HostLinks, "get">;
  readonly events: Pick<ServerEvents, "on" | "emit">;
  /** All that have not ended: asked where other processes may look after some of them. */
  readonly unfinished?: (() => Promise<readonly MigrationRecord[]>) | undefined;
  /** Dirty rates and links, as far as they were measured or learned. */
  readonly figures: Figures;
  readonly logger: Pick<Logger, "debug" | "info" | "warn">;
  /** The server's clock, ms. */
  readonly now: () => number;
}
