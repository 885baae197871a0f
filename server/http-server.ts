import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gate } from "./access/gate.ts";
import type { Access } from "./access/index.ts";
import { PEER_HEADER } from "./access/peer-header.ts";
import type { Lifecycle } from "./http/lifecycle.ts";
import { type AnsweredRequest, observe } from "./http/observe.ts";
import { answerProbe, type ProbeParts } from "./http/probes.ts";
import type { Logger } from "./logger.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpParts {
  readonly access: Pick<Access, "session">;
  readonly logger: Logger;
  readonly dev: boolean;
  /** Pages and API routes: Next's handler. */
  readonly handler: Handler;
  readonly lifecycle: Lifecycle;
  readonly probes: ProbeParts;
  /** Told of every request once it is over. */
  readonly onAnswered: (request: AnsweredRequest) => void;
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse): void {
  send(response, 401, {}, { code: "not-signed-in", data: { message: { key: "errors.generic.not-signed-in" } } });
}

/** Starting, stopping, or something is away: another try, here or at another process, will do. */
function unavailable(response: ServerResponse): void {
  const headers = { "retry-after": "2", connection: "close" };
  send(response, 503, headers, { code: "internal", data: { message: { key: "errors.generic.network" } } });
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

/**
 * The HTTP server: gives each request an id, marks it with its peer's address, answers monitors itself, lets nothing in before the start is
 * complete or while the server stops, closes what needs a session, and hands the rest to `handler`.
 */
export function createHttpServer(parts: HttpParts): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> => {
    try {
      if (await answerProbe(request, response, pathname, parts.probes)) return;
      if (parts.lifecycle.state() !== "ready") return unavailable(response);
      if (await letIn(request, response, parts)) await parts.handler(request, response);
    } catch (error) {
      parts.logger.error({ err: error, path: pathname }, "a request could not be answered");
      if (response.headersSent) response.destroy();
      else unavailable(response);
    }
  };
  return createServer((request, response) => {
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
    const pathname = (request.url ?? "/").split(/[?#]/, 1)[0] ?? "/";
    void observe(request, response, pathname, parts, () => answer(request, response, pathname));
  });
}
