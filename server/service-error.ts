import type { ErrorCode, ErrorData } from "../lib/contract/errors.ts";

/** An error that a user may see. Told apart by `code`, never by instanceof (the server and Next may load a module twice). */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;
  constructor(code: ErrorCode, data: ErrorData) {
    super(`${code}: ${data.message.key}`);
    this.code = code;
    this.data = data;
  }
}
