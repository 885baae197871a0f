import { randomBytes } from "node:crypto";
import { ORPCError } from "@orpc/server";
import { ERROR_CODES, type ErrorCode, type ErrorData } from "../../lib/contract/errors.ts";
import type { Logger } from "../logger.ts";
import { asStoreFull, isStoreAway } from "../store-error.ts";

/** The issue codes of lib/contract/inputs.ts, each a key below `errors.field`; zod's own words become "invalid". */
const FIELD_CODES: ReadonlySet<string> = new Set([
  "required",
  "address",
  "port",
  "user",
  "key",
  "long",
  "fingerprint",
  "private-key",
  "downtime",
  "bandwidth",
  "timeout",
  "percent",
  "cache",
  "level",
  "threads",
  "connections",
  "seconds",
  "ladder",
  "path",
  "socket-path",
  "target",
  "disks",
  "nics",
  "devices",
  "mac",
  "device",
  "device-name",
  "domain-name",
  "cpus",
  "id",
  "uuid",
  "undefine-needs-persistent",
]);

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** An error of the closed set, as oRPC sends it: status and data by its code. */
export function apiError(code: ErrorCode, data: ErrorData): ORPCError<ErrorCode, ErrorData> {
  return new ORPCError(code, { status: ERROR_CODES[code], message: data.message.key, data });
}

/** What the first issue of a validation says, at its field. */
export function fromIssues(issues: readonly Issue[]): ORPCError<ErrorCode, ErrorData> {
  const issue = issues[0];
  const code = issue && FIELD_CODES.has(issue.message) ? issue.message : "invalid";
  const field = (issue?.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".");
  return apiError("invalid-input", { message: { key: `errors.field.${code}` }, ...(field && { field }) });
}

function issuesOf(error: ORPCError<string, unknown>): readonly Issue[] | null {
  const { data } = error;
  if (error.code !== "BAD_REQUEST" || typeof data !== "object" || data === null || !("issues" in data)) return null;
  return Array.isArray(data.issues) ? (data.issues as Issue[]) : null;
}

/** A ServiceError, told by its shape: the class may be loaded twice, its code is one of ours either way. */
function serviceError(error: unknown): { readonly code: ErrorCode; readonly data: ErrorData } | null {
  if (typeof error !== "object" || error === null || !("code" in error) || !("data" in error)) return null;
  const { code, data } = error;
  if (typeof code !== "string" || !(code in ERROR_CODES)) return null;
  return typeof data === "object" && data !== null && "message" in data
    ? { code: code as ErrorCode, data: data as ErrorData }
    : null;
}

/** What any call may meet: a database without room, or one that is away. */
function storeError(error: unknown): { readonly code: ErrorCode; readonly data: ErrorData } | null {
  const full = asStoreFull(error);
  if (full) return full;
  return isStoreAway(error) ? { code: "store-away", data: { message: { key: "errors.store.away" } } } : null;
}

/**
 * Whatever a call threw, as an error of the closed set. What we do not know is masked: the caller gets an id under which the log has
 * the whole error, and nothing of it.
 */
export function toApiError(error: unknown, logger: Logger, where: string): ORPCError<string, unknown> {
  if (error instanceof ORPCError) {
    const issues = issuesOf(error);
    if (issues) return fromIssues(issues);
    if (error.code in ERROR_CODES) return error;
  }
  const known = serviceError(error) ?? storeError(error);
  if (known && known.code !== "internal") return apiError(known.code, known.data);
  const logId = randomBytes(6).toString("hex");
  // A browser that went away in the middle of its own request is no fault of ours, and gets no answer anyway.
  const level = codeOf(error) === "ECONNRESET" ? "debug" : "error";
  logger[level]({ err: error, logId, where }, "unexpected error in an API call");
  return apiError("internal", { message: { key: "errors.generic.internal", values: { logId } }, logId });
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** The request could not be read: bad JSON, a body of another type, a method that the route does not have. */
export function malformed(): ORPCError<ErrorCode, ErrorData> {
  return apiError("invalid-input", { message: { key: "errors.generic.malformed" } });
}

/** The one error outside of the code table's statuses: 413 says it better than 400. */
export function tooLarge(): ORPCError<ErrorCode, ErrorData> {
  const data: ErrorData = { message: { key: "errors.generic.too-large" } };
  return new ORPCError("invalid-input", { status: 413, message: data.message.key, data });
}
