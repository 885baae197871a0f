import { Histogram, type Registry } from "prom-client";
import type { AnsweredRequest } from "../http/observe.ts";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Counts and times HTTP requests; few label values, whatever is asked for: routes are patterns, a status is its class. */
export function createHttpMetrics(registry: Registry): (request: AnsweredRequest) => void {
  const duration = new Histogram({
    name: "virtferry_http_request_duration_seconds",
    help: "Time from an HTTP request to the end of its answer. Sockets are not in it.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [registry],
  });
  return ({ method, route, status, seconds }) =>
    duration.observe({ method: METHODS.has(method) ? method : "other", route, status: `${Math.floor(status / 100)}xx` }, seconds);
}
