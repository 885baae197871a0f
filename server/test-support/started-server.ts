import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Access, createAccess } from "../access/index.ts";
import { knownOrigins } from "../access/origins.ts";
import type { ApiServices } from "../api/context.ts";
import { createApi } from "../api/handle.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createServerEvents, type ServerEvents } from "../events.ts";
import { createHttpServer } from "../http-server.ts";
import { createLogger, type Logger } from "../logger.ts";
import { attachRealtime } from "../realtime/index.ts";
import { openStore } from "../store/index.ts";
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

/** What app/api's route handlers do: the request as it came, and the answer as it is. */
function bridge(answerOf: (request: Request) => Promise<Response>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const method = request.method ?? "GET";
    const answer = await answerOf(new Request(`http://${request.headers.host}${request.url}`, { method, headers, ...body }));
    response.writeHead(answer.status, [...answer.headers].flat());
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
}

/** Starts it with these services behind the API; the admin's password is PASSWORD. */
export async function startServer(services: ApiServices, logger: Logger = createLogger("silent")): Promise<StartedServer> {
  const folder = temporaryDataFolder();
  prepareDataFolder(folder.path);
  const store = await openStore({ dataDir: folder.path, databaseUrl: null }, logger);
  const events = createServerEvents();
  let answerOf: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const access = { session: (headers: Headers) => built.session(headers) };
  const http = createHttpServer({ access, logger, dev: false, handler: bridge((request) => answerOf(request)) });
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
