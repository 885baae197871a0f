import type { SystemInfo } from "../../lib/contract/views.ts";
import type { Session } from "../access/index.ts";
import type {
  FixService,
  ForecastService,
  InventoryService,
  MigrationService,
  PolicyService,
  PreflightService,
  RecoveryService,
  SettingsService,
  TlsService,
} from "../services.ts";

/** What the API's procedures work with. */
export interface ApiServices {
  readonly inventory: InventoryService;
  readonly preflight: PreflightService;
  readonly migrations: MigrationService;
  readonly policies: PolicyService;
  readonly forecast: ForecastService;
  readonly fixes: FixService;
  readonly recovery: RecoveryService;
  readonly tls: TlsService;
  readonly settings: SettingsService;
  system(session: Session): SystemInfo;
}

/** Of one call. There is no call without a session: handle.ts asks for it before anything else. */
export interface ApiContext {
  readonly services: ApiServices;
  readonly session: Session;
}
