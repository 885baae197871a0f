import { ServiceError } from "./service-error.ts";

const MIB = 1024 * 1024;
/** PostgreSQL's "disk full", and the kernel's. */
const FULL_CODES: ReadonlySet<unknown> = new Set(["53100", "ENOSPC", "EDQUOT"]);

/** Nothing was stored, for there is no room: which folder, how much is free, how much it needs. */
export function storeFull(folder: string, freeBytes: number, neededBytes: number): ServiceError {
  const values = { folder, free: Math.floor(freeBytes / MIB), needed: Math.ceil(neededBytes / MIB) };
  return new ServiceError("store-full", { message: { key: "errors.store.full", values } });
}

/** What `error`, or what is behind it, says of the disk: our own words, or that of a database elsewhere; null when it is about something else. */
export function asStoreFull(error: unknown): ServiceError | null {
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 6; depth++) {
    const { code } = at as { code?: unknown };
    if (code === "store-full") return at as ServiceError;
    if (FULL_CODES.has(code)) return new ServiceError("store-full", { message: { key: "errors.store.full-elsewhere" } });
    at = (at as { cause?: unknown }).cause;
  }
  return null;
}

/** What a PostgreSQL says that is coming up or going down, and what a connection says that finds none. */
const AWAY_CODES: ReadonlySet<unknown> = new Set(["57P01", "57P02", "57P03", "53300", "ECONNREFUSED", "08006", "08001", "08003"]);
const AWAY_WORDS = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** True when `error`, or what is behind it, says that the database does not answer at the moment. */
export function isStoreAway(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; depth++) {
    const { code, syscall, address } = at as NodeJS.ErrnoException & { address?: string };
    if (AWAY_CODES.has(code) || AWAY_WORDS.test(at.message)) return true;
    // Our own database's socket is not there, or its other end went away.
    if (syscall === "connect" && address?.includes(".s.PGSQL.")) return true;
    at = at.cause;
  }
  return false;
}
