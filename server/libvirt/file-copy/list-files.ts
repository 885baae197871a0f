import type { HostLink } from "../host-link.ts";
import { runAsRoot } from "./as-root.ts";
import type { CopyRefused, CopyUnknown } from "./types.ts";

const MAX_FILES = 256;
const MAX_BYTES = 64 * 1024;

/** $1 folder, $2 bound in bytes. Prints `TYPE SIZE PATH` and NUL for all that is below it. */
const LIST = `
export LC_ALL=C
if [ -L "$1" ] || [ ! -e "$1" ]; then printf 'absent\\0'
elif [ ! -d "$1" ]; then printf 'no-folder\\0'
else find "\${1%/}/" -mindepth 1 ! -type d -printf '%y %s %P\\0' | head -c "$2"; fi
exit 0
`;

export interface ListedFile {
  /** Absolute. */
  readonly path: string;
  /** Below the folder that was asked for, without a slash in front. */
  readonly name: string;
  readonly sizeBytes: number;
}

export type FileList =
  /** `truncated`: there are more than are listed here. */
  | { readonly kind: "ok"; readonly files: readonly ListedFile[]; readonly others: number; readonly truncated: boolean }
  /** There is no such folder; a link to one does not count, nor does a file. */
  | { readonly kind: "absent" | "not-a-folder" }
  | CopyRefused
  | (Omit<CopyUnknown, "where"> & { readonly where: null });

/**
 * The regular files in a folder of the host and in the folders below it, with their sizes, looked at as root. `others` counts what
 * cannot be copied: links, sockets, and names with a newline or with bytes that are no UTF-8. Throws a RangeError for a relative path.
 */
export async function listFiles(link: HostLink, folder: string): Promise<FileList> {
  if (!folder.startsWith("/") || /[\0\n]/.test(folder)) throw new RangeError(`not an absolute path: ${JSON.stringify(folder)}`);
  const run = await runAsRoot(link, LIST, [folder, String(MAX_BYTES)], { timeoutMs: 10_000 });
  if (run.kind === "no-root") return { kind: "refused", code: "no-root", words: run.words };
  if (run.kind === "unknown") return { kind: "unknown", where: null, result: run.result };
  return readFileList(run.result.stdout, folder);
}

/** Reads LIST's records. */
export function readFileList(text: string, folder: string): FileList {
  if (text === "absent\0") return { kind: "absent" };
  if (text === "no-folder\0") return { kind: "not-a-folder" };
  const records = text.split("\0");
  const cut = records.pop() !== "";
  const root = folder.replace(/\/+$/, "");
  const files = records.flatMap((record) => {
    const [, size, name] = /^f (\d+) ([^\n\r\uFFFD]+)$/.exec(record) ?? [];
    return name === undefined ? [] : [{ path: `${root}/${name}`, name, sizeBytes: Number(size) }];
  });
  const listed = files.slice(0, MAX_FILES);
  return { kind: "ok", files: listed, others: records.length - files.length, truncated: cut || files.length > listed.length };
}
