import type { HostId } from "../../lib/core/model/ids.ts";
import type { QueueLimits } from "../../lib/core/model/queue.ts";
import type { MigrationLeases } from "../cluster/types.ts";
import type { ServerEvents } from "../events.ts";
import type { HostLinks } from "../libvirt/host-link.ts";
import type { Logger } from "../logger.ts";
import type { ForecastService, InventoryService, PreflightService } from "../services.ts";
import type { Store } from "../store/repositories.ts";

/** What the migration service is given by the runtime: no globals, no clock of its own. */
export interface MigrationDependencies {
  readonly store: Pick<Store, "migrations">;
  readonly links: HostLinks;
  readonly inventory: Pick<InventoryService, "snapshot" | "refresh">;
  readonly preflight: Pick<PreflightService, "check" | "evidence">;
  readonly forecast: Pick<ForecastService, "predict" | "noteDirtyRate">;
  /** Who looks after a migration has its lease. */
  readonly leases: MigrationLeases;
  readonly events: ServerEvents;
  readonly logger: Logger;
  /** The server's clock, ms. */
  readonly now: () => number;
  /** A fresh id: the prefix, an underscore, 20 lower-case letters and digits. */
  readonly newId: (prefix: "h" | "m") => string;
}

/** With what only the queue, and the levers of other processes, need. */
export interface QueueDependencies extends MigrationDependencies {
  readonly store: Pick<Store, "migrations" | "queue" | "leverRequests">;
  /** How many may be at work at once. */
  readonly limits: () => Promise<QueueLimits>;
}

/** The shown name of a host, as long as it is registered. */
export function hostName(deps: Pick<MigrationDependencies, "links">, hostId: HostId): string | null {
  return deps.links.get(hostId)?.registration.name ?? null;
}
