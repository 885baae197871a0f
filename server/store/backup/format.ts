import { z } from "zod";

/**
 * A backup is one gzip'd file of JSON lines: the header, then each table (its name and columns, then a line for each row: every value as PostgreSQL's own
 * text, null = null), then the files of the data folder, then the end with a checksum over all lines before it. Text, so that any version of PostgreSQL can take it.
 */
export const FORMAT = 1;

export const header = z.object({
  virtferry: z.literal("backup"),
  format: z.number().int(),
  /** Of VirtFerry. */
  version: z.string(),
  madeAtMs: z.number(),
  /** The schema migrations that the database had: their times. */
  applied: z.array(z.number()),
});
export type BackupHeader = z.infer<typeof header>;

const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
export const table = z.object({ table: identifier, columns: z.array(identifier).min(1) });
export const row = z.array(z.string().nullable());
/** A path that cannot lead out of the data folder. */
const path = z.string().regex(/^(secret|(keys|tls)\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,120})$/);
export const file = z.object({ file: path, content: z.base64() });
export const end = z.object({
  end: z.literal(true),
  rows: z.number().int(),
  files: z.number().int(),
  /** SHA-256 of every line before this one, with its line feed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Tables that hold nothing worth keeping: what is true only while a process runs. */
export const PASSING_TABLES: ReadonlySet<string> = new Set([
  "schema_migrations",
  "server_processes",
  "socket_io_attachments",
  "lever_requests",
]);
/** Others refer to these: they come first. */
export const PARENT_TABLES: readonly string[] = ["users", "hosts", "migrations"];
/** What of the data folder is kept beside the database. */
export const KEPT_FILES = ["secret"] as const;
export const KEPT_FOLDERS = ["keys", "tls"] as const;
