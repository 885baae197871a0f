import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { type Access, createAccess } from "../access/index.ts";
import { knownOrigins } from "../access/origins.ts";
import type { ApiServices } from "../api/context.ts";
import { createApi } from "../api/handle.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createServerEvents, type ServerEvents } from "../events.ts";
import { createLifecycle } from "../http/lifecycle.ts";
import { createReadiness } from "../http/readiness.ts";
import { createHttpServer } from "../http-server.ts";
import { createLogger, type Logger } from "../logger.ts";
import { createMetrics } from "../metrics/index.ts";
import { attachRealtime } from "../realtime/index.ts";
import { openStore } from "../store/index.ts";
import { bridge } from "./bridge.ts";
import { temporaryDataFolder } from "./data-folder.ts";

export const PASSWORD = "correct-horse-battery";

/** A whole server for tests: real database, people, API and sockets on a port; only Next's pages are left out. */
export interface StartedServer {
  readonly url: string;
  readonly events: ServerEvents;
  readonly access: Access;
  /** Signs the admin in; resolves with the Cookie header. */
  signIn(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it with these services behind the API; the admin's password is PASSWORD. */
export async function startServer(services: ApiServices, logger: Logger = createLogger("silent")): Promise<StartedServer> {
  const folder = temporaryDataFolder();
  prepareDataFolder(folder.path);
  const store = await openStore({ dataDir: folder.path, databaseUrl: null }, logger);
  const events = createServerEvents();
  let answerOf: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const access = { session: (headers: Headers) => built.session(headers) };
  const lifecycle = createLifecycle();
  lifecycle.set("ready");
  const metrics = createMetrics("0.0.0-test", null);
  const http = createHttpServer({
    access,
    logger,
    dev: false,
    handler: bridge((request) => answerOf(request)),
    lifecycle,
    probes: {
      ready: createReadiness({
        lifecycle,
        askDatabase: () => store.database.db.execute(sql`select 1`),
        readOnly: () => false,
        hostsLoaded: () => true,
      }),
      metrics: metrics.page,
    },
    onAnswered: metrics.onAnswered,
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const config = { publicUrl: null, host: "127.0.0.1", port };
  const origins = knownOrigins(config);
  const built = createAccess({ db: store.database.db, config, secret: "s".repeat(40), events, logger });
  await built.ensureAdmin(PASSWORD);
  const api = createApi({ services, access, origins, logger, version: "0.0.0-test" });
  answerOf = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/auth/")) return built.handle(request);
    if (pathname.startsWith("/api/rpc/") || pathname.startsWith("/api/v1/")) return api(request);
    return new Response(pathname);
  };
  const detach = attachRealtime(http, { access, origins, ...services, events, logger, now: () => Date.now() });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    events,
    access: built,
    async signIn() {
      const answer = await fetch(`${url}/api/auth/sign-in/username`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: url },
        body: JSON.stringify({ username: "admin", password: PASSWORD }),
      });
      if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
      const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
      return cookies.join("; ");
    },
    async stop() {
      await detach();
      http.closeAllConnections();
      http.close();
      await store.close();
      folder.remove();
    },
  };
}
