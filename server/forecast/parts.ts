import type { ServerEvents } from "../events.ts";
import type { HostLinks } from "../libvirt/host-link.ts";
import type { Logger } from "../logger.ts";
import type { InventoryService } from "../services.ts";
import type { Store } from "../store/repositories.ts";

/** What the forecast is given: no globals, no clock of its own. */
export interface ForecastParts {
  readonly store: Pick<Store, "migrations" | "linkFigures">;
  readonly links: Pick<HostLinks, "get">;
  readonly inventory: Pick<InventoryService, "snapshot">;
  readonly events: Pick<ServerEvents, "on" | "own" | "emit">;
  readonly logger: Pick<Logger, "debug" | "info" | "warn" | "error">;
  /** The server's clock, ms. */
  readonly now: () => number;
}
