import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { ConfigError } from "../../config.ts";
import { refuseNewerSchema } from "../migrate.ts";
import { type BackupHeader, end, FORMAT, file, header, row, table } from "./format.ts";

/** One thing of a backup, in the order in which it stands there. */
export type BackupItem =
  | { readonly kind: "table"; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: "row"; readonly values: readonly (string | null)[] }
  | { readonly kind: "file"; readonly path: string; readonly content: Buffer };

function damaged(path: string, why: string): ConfigError {
  return new ConfigError(`${path} is not a whole backup: ${why}. Nothing was restored and nothing was changed.`);
}

/** Not readline: it also ends lines at characters that JSON leaves as they are. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  const source = createReadStream(path);
  const unpacked = source.pipe(createGunzip());
  source.on("error", (error) => unpacked.destroy(error));
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString("utf8");
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) throw new Error("it ends in the middle of a line");
}

function itemOf(line: unknown): BackupItem | z.output<typeof end> | null {
  if (Array.isArray(line)) return { kind: "row", values: row.parse(line) };
  if (typeof line !== "object" || line === null) return null;
  if ("table" in line) return { kind: "table", ...table.parse(line) };
  if ("file" in line) {
    const { file: path, content } = file.parse(line);
    return { kind: "file", path, content: Buffer.from(content, "base64") };
  }
  return "end" in line ? end.parse(line) : null;
}

async function* checked(path: string, onHeader: (found: BackupHeader) => void): AsyncGenerator<BackupItem> {
  const hash = createHash("sha256");
  const counts = { rows: 0, files: 0 };
  let began = false;
  let columns = 0;
  let over = false;
  for await (const line of linesOf(path)) {
    if (over) throw new Error("something follows its end");
    const parsed: unknown = JSON.parse(line);
    if (!began) {
      onHeader(header.parse(parsed));
      began = true;
      hash.update(`${line}\n`);
      continue;
    }
    const item = itemOf(parsed);
    if (item === null) throw new Error("it has a line of no known kind");
    if ("end" in item) {
      if (item.sha256 !== hash.digest("hex")) throw new Error("its checksum is another");
      if (item.rows !== counts.rows || item.files !== counts.files) throw new Error("something is missing in it");
      over = true;
      continue;
    }
    hash.update(`${line}\n`);
    if (item.kind === "table") columns = item.columns.length;
    if (item.kind === "file") counts.files++;
    if (item.kind === "row") {
      counts.rows++;
      if (item.values.length !== columns) throw new Error("a row does not fit its table");
    }
    yield item;
  }
  if (!over) throw new Error("its end is missing");
}

/**
 * Reads a backup to its end without keeping anything, and says what it is. Throws ConfigError when it is damaged, cut short, something else, or of a newer
 * version: so it is known before anything is touched.
 */
export async function checkBackup(path: string): Promise<BackupHeader & { readonly rows: number; readonly files: number }> {
  let found: BackupHeader | undefined;
  const counts = { rows: 0, files: 0 };
  try {
    for await (const item of checked(path, (one) => {
      found = one;
    })) {
      if (item.kind === "row") counts.rows++;
      if (item.kind === "file") counts.files++;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EACCES" || code === "EISDIR") throw new ConfigError(`${path} cannot be read: ${message}.`);
    if (found === undefined) throw damaged(path, "it does not begin as one");
    throw damaged(path, message);
  }
  if (found === undefined) throw damaged(path, "it is empty");
  if (found.format > FORMAT)
    throw new ConfigError(`${path} was made by VirtFerry ${found.version}, which is newer. Use that version.`);
  refuseNewerSchema(found.applied, path);
  return { ...found, ...counts };
}

/** The items of a backup that `checkBackup` found whole. */
export function readBackup(path: string): AsyncGenerator<BackupItem> {
  return checked(path, () => undefined);
}
