import { randomBytes } from "node:crypto";
import { type Filesystem, parseFindmnt } from "../../../lib/core/facts/filesystem.ts";
import { splitSections } from "../../../lib/core/facts/sections.ts";
import type { HostLink } from "../../libvirt/host-link.ts";

/**
 * $1 nonce, then paths of disk images: for each the filesystem that its real folder (symbolic links followed) is on. Paths in one folder
 * share one look. A dead network filesystem hangs whoever touches it: hence the deadlines.
 */
const SCRIPT = `
n=$1; shift
PATH=$PATH:/usr/sbin:/sbin
limit=''; if command -v timeout >/dev/null; then limit='timeout 5'; fi
last=''; answer=''; i=0
for path in "$@"; do
  real=$($limit readlink -f -- "$path") || real=$path
  folder=\${real%/*}
  if [ "$folder" != "$last" ]; then
    last=$folder
    answer=$($limit findmnt -J -n -o FSTYPE,SOURCE,TARGET,FSROOT -T "\${folder:-/}" 2>/dev/null)
  fi
  printf '%s begin %s\\n%s\\n%s end 0\\n' "$n" "$i" "$answer" "$n"
  i=$((i+1))
done
`;
const TIMEOUT_MS = 60_000;
/** Bounds one command line; sshd and execve take far more. */
const PATHS_AT_ONCE = 100;

/** The filesystem of each image path; null where it could not be read. Empty when the host gave no answer. */
export async function readFilesystems(link: HostLink, paths: readonly string[]): Promise<ReadonlyMap<string, Filesystem | null>> {
  const found = new Map<string, Filesystem | null>();
  // Sorted, so that paths of one folder stand together. A newline or NUL cannot be handed over: such a path stays unread.
  const sorted = [...new Set(paths)].filter((path) => /^\/[^\0\r\n]*$/.test(path)).sort();
  for (let at = 0; at < sorted.length; at += PATHS_AT_ONCE) {
    const batch = sorted.slice(at, at + PATHS_AT_ONCE);
    const nonce = randomBytes(16).toString("hex");
    const result = await link.script(SCRIPT, [nonce, ...batch], { timeoutMs: TIMEOUT_MS });
    if (result.connectionLost || result.timedOut) return found;
    const sections = splitSections(result.stdout, nonce);
    for (const [index, path] of batch.entries()) found.set(path, parseFindmnt(sections.get(String(index))?.text ?? ""));
  }
  return found;
}
