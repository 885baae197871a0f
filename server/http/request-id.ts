import { randomBytes } from "node:crypto";

/** Asked for by a proxy or a program, answered always. */
export const REQUEST_ID_HEADER = "x-request-id";

/** What a log line can take as it is: no spaces, no quotes, nothing to break a line with. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,63}$/;

/** The id of a request: the one that it brought, when that is a sane one, else a new one (96 random bits). */
export function requestIdOf(brought: string | readonly string[] | undefined): string {
  return typeof brought === "string" && SANE.test(brought) ? brought : randomBytes(12).toString("hex");
}
