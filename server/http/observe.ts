import type { IncomingMessage, ServerResponse } from "node:http";
import { type LogScope, openLogScope } from "../log-scope.ts";
import type { Logger } from "../logger.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { REQUEST_ID_HEADER, requestIdOf } from "./request-id.ts";
import { openRouteNote } from "./route-note.ts";
import { routePattern } from "./route-pattern.ts";

/** One request that was answered, or whose client went away (status 499, as proxies count it). */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface ObserveParts {
  readonly logger: Logger;
  readonly lifecycle: Pick<Lifecycle, "begin">;
  readonly onAnswered: (request: AnsweredRequest) => void;
}

const CLIENT_WENT_AWAY = 499;
/** Asked for every few seconds by monitors: worth a figure, not a line. */
const QUIET = new Set(["/api/health", "/api/ready", "/metrics"]);

/**
 * Gives a request its id (answered in the header, on every log line that it causes), counts it as under way until its answer is out,
 * then tells of it: one line at info for calls of the API, at debug for pages and files. No query string, no body, no header.
 */
export function observe<T>(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  { logger, lifecycle, onAnswered }: ObserveParts,
  work: () => T,
): T {
  const begunAt = performance.now();
  const requestId = requestIdOf(request.headers[REQUEST_ID_HEADER]);
  request.headers[REQUEST_ID_HEADER] = requestId;
  response.setHeader(REQUEST_ID_HEADER, requestId);
  const scope: LogScope = openLogScope({ requestId });
  const note = openRouteNote();
  const end = lifecycle.begin();
  return scope.run(() => {
    response.once("close", () => {
      end();
      const route = note.route() ?? routePattern(pathname);
      const seconds = (performance.now() - begunAt) / 1000;
      const method = request.method ?? "";
      const status = response.writableFinished ? response.statusCode : CLIENT_WENT_AWAY;
      onAnswered({ method, route, status, seconds });
      const level = route.startsWith("/api/") && !QUIET.has(route) ? "info" : "debug";
      scope.run(() => logger[level]({ method, route, status, ms: Math.round(seconds * 10_000) / 10 }, "request"));
      scope.end();
    });
    return note.run(work);
  });
}
