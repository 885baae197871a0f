import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { appliedMigrations } from "../migrate.ts";
import { dumpTables } from "./dump-tables.ts";
import { type BackupHeader, FORMAT } from "./format.ts";
import { readKeptFiles } from "./kept-files.ts";

const PIECE_CHARACTERS = 256 * 1024;

/** What went into a backup. */
export interface BackupCounts {
  readonly rows: number;
  readonly files: number;
}

async function* linesOf(
  client: pg.ClientBase,
  dataDir: string,
  about: Pick<BackupHeader, "version" | "madeAtMs">,
  counts: { rows: number; files: number },
): AsyncGenerator<string> {
  const hash = createHash("sha256");
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  // A key's file is there before its row, and goes after it: looked at before and after, none is missed.
  const before = readKeptFiles(dataDir);
  yield line({ virtferry: "backup", format: FORMAT, ...about, applied: await appliedMigrations(client) });
  for await (const value of dumpTables(client)) {
    if (Array.isArray(value)) counts.rows++;
    yield line(value);
  }
  for (const [file, content] of new Map([...before, ...readKeptFiles(dataDir)])) {
    counts.files++;
    yield line({ file, content: content.toString("base64") });
  }
  yield `${JSON.stringify({ end: true, ...counts, sha256: hash.digest("hex") })}\n`;
}

/** The same text in larger pieces: each piece that is compressed is a task of its own. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece: string[] = [];
  let characters = 0;
  for await (const line of lines) {
    piece.push(line);
    characters += line.length;
    if (characters < PIECE_CHARACTERS) continue;
    yield piece.join("");
    piece = [];
    characters = 0;
  }
  yield piece.join("");
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes everything that `client`'s database and the data folder hold to `path`, as it is at one moment; servers may go on working. The file (mode 0600: private
 * keys are in it) is there whole or not at all; one of that name is replaced only by a whole one. Rejects with the reason.
 */
export async function writeBackup(
  client: pg.ClientBase,
  dataDir: string,
  path: string,
  about: Pick<BackupHeader, "version" | "madeAtMs">,
): Promise<BackupCounts> {
  const half = `${path}.${randomBytes(6).toString("hex")}.part`;
  const counts = { rows: 0, files: 0 };
  try {
    await client.query("begin transaction isolation level repeatable read, read only");
    const target = createWriteStream(half, { flags: "wx", mode: 0o600 });
    await pipeline(Readable.from(inPieces(linesOf(client, dataDir, about, counts))), createGzip({ level: 6 }), target);
    await client.query("commit");
    await sync(half);
    await rename(half, path);
    await sync(dirname(path));
    return counts;
  } finally {
    await rm(half, { force: true });
  }
}
