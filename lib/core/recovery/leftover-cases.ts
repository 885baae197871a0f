import type { Domain } from "../model/domain.ts";
import type { FixAction } from "../model/fix.ts";
import type { HostSnapshot } from "../model/host.ts";
import type { MigrationId } from "../model/ids.ts";
import type { MigrationRecord } from "../model/migration.ts";
import type { RecoveryCase, RecoveryKind, RecoverySeverity } from "../model/recovery.ts";
import type { FoundFile, FoundImage, FoundJob, HostLeftovers, RecoveryInput } from "./input.ts";

/** What nobody of ours knows may belong to another console that is at work: it is left alone for so long after its last change, ms. */
const FOREIGN_REST_MS = 10 * 60_000;
/** The driver itself removes its folders in the moments after the end, ms. */
const OWN_REST_MS = 60_000;

/** Folders, files and processes of migrations that are over. What belongs to one that is looked after is no case. */
export function leftoverCases({ leftovers, records, snapshots }: RecoveryInput): readonly RecoveryCase[] {
  return leftovers.flatMap((host) => [
    ...host.files.flatMap((file) => fileCase(host, file, records)),
    ...host.images.flatMap((image) => imageCase(host, image, records, snapshots)),
    ...host.jobs.flatMap((job) => jobCase(host, job, records)),
  ]);
}

/** The migration that a passing name or a job's name speaks of: "m-abc...", perhaps with something behind it. */
function migrationOf(name: string, records: readonly MigrationRecord[]): MigrationRecord | undefined {
  const [, id] = /^m-([a-z0-9]{10,32})(?:-|$)/.exec(name) ?? [];
  return id === undefined ? undefined : records.find((record) => record.id === `m_${id}`);
}

function fileCase(host: HostLeftovers, file: FoundFile, records: readonly MigrationRecord[]): readonly RecoveryCase[] {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1).replace(/^\.virtferry-/, "");
  const record = migrationOf(name, records);
  if (!isOver(record, host, Number(file.changedAt) * 1000)) return [];
  const { path, inode, bytes, changedAt } = file;
  if (file.kind === "part-folder") {
    const action = { kind: "remove-part-folder", path, inode, changedAt } as const;
    return [leftover(host, "part-folder", path, record, { bytes: Number(bytes) }, action, ["rm", "-r", path])];
  }
  const action = { kind: "remove-half-made", path, inode, bytes, changedAt } as const;
  return [leftover(host, "half-made-image", path, record, { bytes: Number(bytes) }, action, ["rm", path])];
}

/** An image under its final name that the ledger of an ended migration still has, of the very inode, and that no VM of the host names. */
function imageCase(
  host: HostLeftovers,
  image: FoundImage,
  records: readonly MigrationRecord[],
  snapshots: readonly HostSnapshot[],
): readonly RecoveryCase[] {
  const record = records.find((one) =>
    halfMadeImages(one).some((made) => made.hostId === host.hostId && made.path === image.path && made.inode === image.inode),
  );
  const domains = snapshots.find(({ registration }) => registration.id === host.hostId)?.domains ?? [];
  if (!record || domains.some((domain) => names(domain, image.path))) return [];
  const { path, inode, bytes, changedAt } = image;
  const action = { kind: "remove-half-made", path, inode, bytes, changedAt } as const;
  return [leftover(host, "half-made-image", path, record, { bytes: Number(bytes) }, action, ["rm", path])];
}

/** Images that an ended migration made and neither used nor took away. */
export function halfMadeImages(
  record: MigrationRecord,
): readonly { readonly hostId: HostLeftovers["hostId"]; readonly path: string; readonly inode: string }[] {
  const verdict = record.result?.truth.verdict;
  if (record.endedAtMs === null) return [];
  return record.steps.flatMap(({ kind, hostId, state, data }) => {
    if (kind !== "create-image" && kind !== "create-overlay") return [];
    const stuck = state === "running" || state === "failed" || state === "undo-failed";
    const unused = state === "done" && (verdict === "stayed" || verdict === "stayed-off");
    if (!(stuck || unused) || verdict === "moved" || verdict === "moved-paused" || verdict === "moved-off") return [];
    return typeof data.path === "string" && typeof data.inode === "string"
      ? [{ hostId, path: data.path, inode: data.inode }]
      : [];
  });
}

function jobCase(host: HostLeftovers, job: FoundJob, records: readonly MigrationRecord[]): readonly RecoveryCase[] {
  const record = migrationOf(job.jobId, records);
  const values = { job: job.jobId, pid: job.pid ?? 0 };
  if (job.state === "running" || job.state === "starting") {
    if (record && record.endedAtMs === null) return [];
    return [leftover(host, "running-job", job.jobId, record, values, null, null)];
  }
  if (!isOver(record, host, job.startedAtMs ?? 0)) return [];
  const folder = `~/.cache/virtferry/jobs/${job.jobId}`;
  return [leftover(host, "dead-job", job.jobId, record, values, { kind: "remove-job", jobId: job.jobId }, ["rm", "-r", folder])];
}

function isOver(record: MigrationRecord | undefined, { hostNowMs }: HostLeftovers, changedAtMs: number): boolean {
  if (record) return record.endedAtMs !== null && hostNowMs - changedAtMs >= OWN_REST_MS;
  return hostNowMs - changedAtMs >= FOREIGN_REST_MS;
}

function names(domain: Domain, path: string): boolean {
  return domain.disks.some(({ source, backingFiles }) => source === path || backingFiles.includes(path));
}

function leftover(
  { hostId, hostName }: HostLeftovers,
  kind: RecoveryKind,
  what: string,
  record: MigrationRecord | undefined,
  values: Readonly<Record<string, string | number>>,
  action: FixAction | null,
  argv: readonly string[] | null,
): RecoveryCase {
  const migrationId: MigrationId | null = record?.id ?? null;
  const severity: RecoverySeverity = action === null ? "watch" : "tidy";
  return {
    id: `${kind}:${hostId}:${what}`,
    kind,
    severity,
    domainUuid: record?.request.domainUuid ?? null,
    domainName: record?.domainName ?? null,
    migrationId,
    values: { host: hostName, what, known: record ? "yes" : "no", vm: record?.domainName ?? "", ...values },
    places: [],
    ways:
      action === null || argv === null || !canBeSaid(argv)
        ? []
        : [
            {
              action,
              hostId,
              hostName,
              why: { key: `recovery.why.${action.kind}`, values: { host: hostName } },
              fence: [],
              refused: null,
              commands: [{ hostName, argv }],
            },
          ],
  };
}

/** A path may have characters that no command line holds. */
function canBeSaid(argv: readonly string[]): boolean {
  return !argv.some((word) => /[\0\n]/.test(word));
}
