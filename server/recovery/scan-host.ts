import { randomBytes } from "node:crypto";
import { filesOfStep } from "../../lib/core/migration/plan-cold-steps.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { HostLeftovers } from "../../lib/core/recovery/input.ts";
import { halfMadeImages } from "../../lib/core/recovery/leftover-cases.ts";
import { parseFiles, parseJobs } from "../../lib/core/recovery/parse-scan.ts";
import type { HostLink } from "../libvirt/host-link.ts";
import { rootPrefix } from "../libvirt/root-prefix.ts";
import { succeeded } from "../ssh/command-result.ts";
import { LIST_FILES, LIST_JOBS } from "./scan-scripts.ts";

const TIMEOUT_MS = 20_000;
const MOST_FOLDERS = 200;
const MOST_IMAGES = 200;

type HostScan =
  | { readonly ok: true; readonly leftovers: HostLeftovers }
  /** Host text. */
  | { readonly ok: false; readonly words: string };

/** Looks on one host for what migrations left: remote jobs of our login, and, in the folders where its images lie, what copies made. Changes nothing. */
export async function scanHost(link: HostLink, snapshot: HostSnapshot, records: readonly MigrationRecord[]): Promise<HostScan> {
  const { id, name } = snapshot.registration;
  const { prefix, result } = await rootPrefix(link);
  if (prefix === undefined) return { ok: false, words: result?.stderr.trim() || "no answer" };
  const images = records.flatMap((record) => halfMadeImages(record).filter(({ hostId }) => hostId === id)).slice(0, MOST_IMAGES);
  const folders = foldersOf(snapshot, records).slice(0, MOST_FOLDERS);
  const mark = `--${randomBytes(12).toString("hex")}--`;
  const args = [mark, String(folders.length), ...folders, ...images.map(({ path }) => path)];
  const [jobs, files] = await Promise.all([
    link.script(LIST_JOBS, [], { timeoutMs: TIMEOUT_MS }),
    // Images belong to root; a login without root sees what it may.
    link.exec([...(prefix ?? []), "sh", "-s", "--", ...args], { timeoutMs: TIMEOUT_MS, stdin: LIST_FILES }),
  ]);
  const failed = [jobs, files].find((one) => !succeeded(one));
  if (failed) return { ok: false, words: failed.stderr.trim() || "no answer" };
  const listed = parseJobs(jobs.stdout);
  if (!listed) return { ok: false, words: jobs.stdout };
  const found = parseFiles(files.stdout, mark);
  return { ok: true, leftovers: { hostId: id, hostName: name, ...found, ...listed } };
}

/** Where images lie on this host, as far as we know: its pools, its VMs' disks, and what migrations were to make here. */
function foldersOf({ registration, facts, domains }: HostSnapshot, records: readonly MigrationRecord[]): readonly string[] {
  const pools = facts?.pools.known ? facts.pools.value.flatMap(({ targetPath }) => targetPath ?? []) : [];
  const disks = domains.flatMap((domain) =>
    domain.disks.flatMap(({ type, source }) => (type === "file" && source ? [source] : [])),
  );
  const made = records.flatMap((record) => targetsOf(record, registration.id));
  const folders = [...disks, ...made].map((path) => path.slice(0, path.lastIndexOf("/")));
  return [...new Set([...pools, ...folders])].filter((folder) => /^\/[^\0\n]/.test(folder) && !folder.startsWith("/dev"));
}

/** Files that a migration was to make on a host: images, and copies of files. */
function targetsOf({ request, steps }: MigrationRecord, id: HostSnapshot["registration"]["id"]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === "copy-files") return request.destinationHostId === id ? filesOfStep(step).map(({ to }) => to) : [];
    return step.hostId === id && typeof step.data.path === "string" ? [step.data.path] : [];
  });
}
