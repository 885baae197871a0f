import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { ProcessIdentity } from "./types.ts";

/** Who this process is, from now until it ends: a new id at each call. */
export function newProcessIdentity(): ProcessIdentity {
  return { id: randomBytes(8).toString("hex"), name: `process ${process.pid} on ${hostname()}` };
}
