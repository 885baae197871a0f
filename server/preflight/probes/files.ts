import type { FileSeen } from "../../../lib/core/preflight/probes.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";

/** For each argument: index, exists, readable, executable, size. An argument without a slash is a program to be found in PATH. */
const LOOK = `
i=0
for path; do
  case $path in /*) ;; *) path=$(command -v "$path" 2>/dev/null) || path= ;; esac
  e=- r=- x=- s=-
  if [ -n "$path" ] && [ -e "$path" ]; then
    e=+
    [ -r "$path" ] && r=+
    [ -x "$path" ] && x=+
    s=$(stat -L -c %s -- "$path" 2>/dev/null) || s=-
  fi
  echo "$i $e $r $x $s"
  i=$((i + 1))
done
`;

/** Looks for files (absolute paths) and programs (bare names) on the destination, as root where we may. */
export async function probeFiles(
  destination: Remote,
  paths: readonly string[],
  now: () => number,
): Promise<FinishedProbe<ReadonlyMap<string, FileSeen>>> {
  const result = await destination.rootScript(LOOK, paths, 10_000);
  if (result.exitCode !== 0) return failedProbe(wordsOf(result), now());
  return { kind: "done", value: readFiles(result.stdout, paths), atMs: now(), commands: [] };
}

/** Reads the script's lines back onto the paths that were asked for. */
export function readFiles(text: string, paths: readonly string[]): ReadonlyMap<string, FileSeen> {
  const seen = new Map<string, FileSeen>();
  for (const line of text.split("\n")) {
    const [, index, exists, readable, executable, size] = /^(\d+) ([+-]) ([+-]) ([+-]) (-|\d+)$/.exec(line) ?? [];
    const path = paths[Number(index ?? -1)];
    if (path === undefined) continue;
    seen.set(path, {
      exists: exists === "+",
      readable: readable === "+",
      executable: executable === "+",
      sizeBytes: size === undefined || size === "-" ? null : Number(size),
    });
  }
  return seen;
}
