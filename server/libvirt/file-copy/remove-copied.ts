import type { HostLink } from "../host-link.ts";
import { runAsRoot } from "./as-root.ts";
import { OPEN_FUNCTIONS } from "./open-script.ts";
import { pathsInDomainXml } from "./paths-in-xml.ts";
import type { CopiedFile, CopyRefused, CopyUnknown } from "./types.ts";

const TIMEOUT_MS = 20_000;

/**
 * $1 target, $2 inode, $3 size, $4 mtime; on stdin the paths that domains use. Prints `removed`, `absent`, `changed WORDS` or
 * `in-use WORDS`. The same file by another name is the same file.
 */
const REMOVE = `
export LC_ALL=C
to=$1
if [ ! -e "$to" ] && [ ! -L "$to" ]; then echo absent; exit 0; fi
while IFS= read -r path; do
  if [ "$path" = "$to" ] || [ "$path" -ef "$to" ]; then printf 'in-use %s\\n' "$path"; exit 0; fi
done
${OPEN_FUNCTIONS}
open_in "$to" any && { echo "in-use $open_in"; exit 0; }
now=$(stat -c '%i %s %.9Y' -- "$to")
if [ -L "$to" ] || [ ! -f "$to" ] || [ "$now" != "$2 $3 $4" ]; then echo "changed $now"; exit 0; fi
rm -- "$to" && echo removed
`;

/** $1 so many folders from the one that held $2 upwards. Removes those that are empty. */
const REMOVE_FOLDERS = `
folder=\${2%/*} left=$1
while [ "$left" -gt 0 ] && rmdir -- "$folder" 2>/dev/null; do folder=\${folder%/*} left=$((left - 1)); done
exit 0
`;

export interface RemovedFile {
  readonly to: string;
  /** changed: it is not the file any more that the copy had put there. in-use: a domain names it, or a process has it open. */
  readonly outcome: "removed" | "absent" | "changed" | "in-use";
  readonly words: string;
}

export type CopiedRemoval = { readonly kind: "ok"; readonly files: readonly RemovedFile[] } | CopyRefused | CopyUnknown;

/**
 * Takes back what a copy has put in place at the destination: each file that is still that very file (inode, size, modification time),
 * that no domain defined or running there names, and that no process has open. The folders that were made for them go too when they
 * are empty. Unknown when the host did not answer or a definition could not be read: then nothing, or not all, was removed.
 */
export async function removeCopied(destination: HostLink, files: readonly CopiedFile[]): Promise<CopiedRemoval> {
  const used = await pathsOfDomains(destination);
  if (used.kind === "unknown") return used;
  const removed: RemovedFile[] = [];
  for (const { to, inode, sizeBytes, modifiedAt } of files) {
    // The state of a TPM is named by no definition: its folder has the domain's UUID for a name.
    const owner = used.uuids.find((uuid) => to.includes(uuid));
    if (owner !== undefined) {
      removed.push({ to, outcome: "in-use", words: owner });
      continue;
    }
    const args = [to, inode, String(sizeBytes), modifiedAt];
    const run = await runAsRoot(destination, REMOVE, args, { timeoutMs: TIMEOUT_MS, stdin: `${used.paths.join("\n")}\n` });
    if (run.kind === "no-root") return { kind: "refused", code: "destination-no-root", words: run.words };
    const [, outcome, words = ""] = /^(removed|absent|changed|in-use) ?(.*)$/m.exec(run.result.stdout) ?? [];
    if (run.kind === "unknown" || outcome === undefined) return { kind: "unknown", where: "destination", result: run.result };
    removed.push({ to, outcome: outcome as RemovedFile["outcome"], words });
  }
  const made = files.filter(({ madeFolders }) => madeFolders > 0);
  for (const { to, madeFolders } of made.sort((one, other) => depth(other.to) - depth(one.to))) {
    const run = await runAsRoot(destination, REMOVE_FOLDERS, [String(madeFolders), to], { timeoutMs: TIMEOUT_MS });
    if (run.kind === "unknown") return { kind: "unknown", where: "destination", result: run.result };
  }
  return { kind: "ok", files: removed };
}

function depth(path: string): number {
  return path.split("/").length;
}

/** All paths that the host's domains name, as they run and as they are defined. */
async function pathsOfDomains(
  link: HostLink,
): Promise<CopyUnknown | { readonly kind: "ok"; readonly uuids: readonly string[]; readonly paths: readonly string[] }> {
  const list = await link.virsh(["list", "--all", "--uuid"], { timeoutMs: TIMEOUT_MS });
  if (list.exitCode !== 0) return { kind: "unknown", where: "destination", result: list };
  const paths = new Set<string>();
  const uuids = list.stdout.split(/\s+/).filter((word) => word !== "");
  for (const uuid of uuids) {
    for (const form of [[], ["--inactive"]]) {
      const dump = await link.virsh(["dumpxml", "--domain", uuid, ...form], { timeoutMs: TIMEOUT_MS });
      // One that was undefined meanwhile names nothing any more.
      if (dump.exitCode !== 0 && /failed to get domain/i.test(dump.stderr)) continue;
      const named = dump.exitCode === 0 ? pathsInDomainXml(dump.stdout) : null;
      if (!named?.known) return { kind: "unknown", where: "destination", result: dump };
      for (const path of named.value) paths.add(path);
    }
  }
  return { kind: "ok", uuids, paths: [...paths] };
}
