import type { SystemInfo } from "../lib/contract/views.ts";
import type { Session } from "./access/index.ts";
import type { InventoryService, MigrationService, PreflightService } from "./services.ts";

/**
 * The running server as pages and API routes see it: the one door from app/ into server/. This module holds nothing but the door, so
 * that Next bundles none of the server; create-runtime.ts builds what is behind it.
 */
export interface Runtime {
  /** The session that the cookie of these headers names, or null. Each page and each route asks for itself. */
  session(headers: Headers): Promise<Session | null>;
  /** /api/auth/* */
  auth(request: Request): Promise<Response>;
  /** /api/rpc/* and /api/v1/* */
  api(request: Request): Promise<Response>;
  system(session: Session): SystemInfo;
  readonly inventory: InventoryService;
  readonly preflight: PreflightService;
  readonly migrations: MigrationService;
}

export type { Session };

// The custom server and Next's bundles load this module apart from each other, in one process: the handle joins them.
const HANDLE = Symbol.for("virtferry.runtime");
const holder = globalThis as { [HANDLE]?: Runtime };

/** Puts the runtime behind the door; null takes it away. */
export function setRuntime(runtime: Runtime | null): void {
  if (runtime === null) delete holder[HANDLE];
  else holder[HANDLE] = runtime;
}

/** The runtime of this process. Throws when the pages were started without it, by `next start` for example. */
export function getRuntime(): Runtime {
  const runtime = holder[HANDLE];
  if (!runtime)
    throw new Error("VirtFerry's server is not running in this process. Start it with `npm start`, not with `next start`.");
  return runtime;
}
