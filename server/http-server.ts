import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gate } from "./access/gate.ts";
import type { Access } from "./access/index.ts";
import { PEER_HEADER } from "./access/peer-header.ts";
import type { Logger } from "./logger.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpParts {
  readonly access: Pick<Access, "session">;
  readonly logger: Logger;
  readonly dev: boolean;
  /** Pages and API routes: Next's handler. */
  readonly handler: Handler;
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse): void {
  send(response, 401, {}, { code: "not-signed-in", data: { message: { key: "errors.generic.not-signed-in" } } });
}

async function letIn(request: IncomingMessage, response: ServerResponse, { access, dev }: HttpParts): Promise<boolean> {
  const verdict = gate(request.method ?? "GET", request.url ?? "/", dev);
  if (verdict.kind === "pass") return true;
  const headers = new Headers(request.headers.cookie ? { cookie: request.headers.cookie } : {});
  if (await access.session(headers)) return true;
  if (verdict.kind === "needs-session") refuse(response);
  else {
    const location = verdict.next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(verdict.next)}`;
    send(response, 307, { location }, {});
  }
  return false;
}

/** The HTTP server: marks each request with its peer's address, closes what needs a session, and hands the rest to `handler`. */
export function createHttpServer(parts: HttpParts): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
    try {
      if (await letIn(request, response, parts)) await parts.handler(request, response);
    } catch (error) {
      parts.logger.error({ err: error, path: request.url?.split("?")[0] }, "a request could not be answered");
      if (response.headersSent) response.destroy();
      else send(response, 503, {}, { code: "internal", data: { message: { key: "errors.generic.network" } } });
    }
  };
  return createServer((request, response) => void answer(request, response));
}
