import type { Finding, HostProblemCode, Message } from "./model.ts";

/** The closed set of error codes that cross the API. Unknown errors become "internal" with an id that the server's log has. */
export const ERROR_CODES = {
  "not-signed-in": 401,
  "invalid-input": 400,
  "not-found": 404,
  conflict: 409,
  "host-problem": 502,
  "host-offline": 503,
  "preflight-blocked": 422,
  "acknowledge-warnings": 422,
  "already-migrating": 409,
  "too-late": 409,
  /** Nothing can be stored: the disk is full. What is stored can be read. */
  "store-full": 507,
  /** The database does not answer at the moment. */
  "store-away": 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What travels with an error: a message by key for both languages, the field it belongs to, and detail as data. */
export interface ErrorData {
  readonly message: Message;
  /** Path of the input field, e.g. "options.bandwidthMiBps". */
  readonly field?: string;
  /** Host text, shown folded. */
  readonly detail?: string;
  readonly problem?: HostProblemCode;
  /** preflight-blocked and acknowledge-warnings: the findings that stand in the way. */
  readonly findings?: readonly Finding[];
  /** already-migrating: the migration that won. */
  readonly migrationId?: string;
  /** internal: search the server's log for it. */
  readonly logId?: string;
}
