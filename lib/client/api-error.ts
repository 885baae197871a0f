import { ORPCError } from "@orpc/client";
import { ERROR_CODES, type ErrorCode, type ErrorData } from "@/lib/contract/index.ts";

/** What a page needs of any thrown thing: the code to decide by, the data to show. `network`: no answer came at all. */
export interface ApiError {
  readonly code: ErrorCode | "network" | "unexpected";
  readonly data: ErrorData;
}

function isErrorData(data: unknown): data is ErrorData {
  if (typeof data !== "object" || data === null || !("message" in data)) return false;
  const { message } = data;
  return typeof message === "object" && message !== null && "key" in message && typeof message.key === "string";
}

/** Reads whatever a call of `api` threw. Never throws; what we do not know becomes "unexpected". */
export function errorOf(error: unknown): ApiError {
  if (error instanceof ORPCError && error.code in ERROR_CODES && isErrorData(error.data)) {
    return { code: error.code as ErrorCode, data: error.data };
  }
  // fetch throws a TypeError when no connection came about.
  if (error instanceof TypeError) return { code: "network", data: { message: { key: "errors.generic.network" } } };
  return { code: "unexpected", data: { message: { key: "errors.generic.unexpected" } } };
}
