import type { IncomingMessage, ServerResponse } from "node:http";
import { type MetricsPage, mayReadMetrics } from "./metrics-page.ts";
import type { Readiness } from "./readiness.ts";

export interface ProbeParts {
  readonly ready: () => Promise<Readiness>;
  readonly metrics: MetricsPage;
}

function answer(request: IncomingMessage, response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", "content-length": Buffer.byteLength(body) });
  response.end(request.method === "HEAD" ? undefined : body);
}

/**
 * Answers what monitors ask, without a session and before anything else of the server is needed: /api/health (the process lives: no
 * database), /api/ready (send me requests), /metrics (figures, for those who may). False: the request is none of these.
 */
export async function answerProbe(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  { ready, metrics }: ProbeParts,
): Promise<boolean> {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const json = (status: number, body: unknown) => answer(request, response, status, "application/json", JSON.stringify(body));
  switch (pathname) {
    case "/api/health":
      json(200, { status: "ok" });
      return true;
    case "/api/ready": {
      const found = await ready();
      json(found.status === "ok" ? 200 : 503, found);
      return true;
    }
    case "/metrics":
      // To all others it is not there.
      if (!mayReadMetrics(request, metrics.token)) json(404, { code: "not-found" });
      else answer(request, response, 200, metrics.contentType, await metrics.text());
      return true;
    default:
      return false;
  }
}
