import type { DomainUuid } from "../model/ids.ts";
import { isDomainUuid } from "../model/ids.ts";
import { checkName, checkPath, checkTarget, isIpAddress, isMachineName, SAFE_URI, unixUri, whole } from "./command-words.ts";
import { compressionWords } from "./compression-words.ts";
import type { MigrationPlan } from "./plan.ts";

const CONNECT = ["virsh", "-c", "qemu:///system"] as const;

/**
 * The array that runs on the source host. `--p2p`: both daemons do the work, so that nobody else has to stay connected. No timers of
 * virsh's own (`--timeout*`, `--postcopy-after-precopy`): they would die with its process; the server does them. The order of the words never changes.
 * Bandwidths in MiB/s, as virsh wants them. Throws a RangeError for a plan that must never reach a host, and for the modes without `virsh migrate`.
 */
export function buildMigrateCommand(plan: MigrationPlan): readonly string[] {
  if (plan.mode !== "live" && plan.mode !== "offline") throw new RangeError(`no virsh migrate in mode ${plan.mode}`);
  if (!isDomainUuid(plan.domainUuid)) throw new RangeError("plan without a domain UUID");
  if (!SAFE_URI.test(plan.destinationUri))
    throw new RangeError(`not a destination URI of ours: ${JSON.stringify(plan.destinationUri)}`);
  return [
    ...CONNECT,
    "migrate",
    "--domain",
    plan.domainUuid,
    "--desturi",
    plan.destinationUri,
    ...(plan.mode === "live" ? ["--live", "--p2p"] : ["--offline", "--p2p"]),
    ...flag(plan.persistent, "--persistent"),
    ...flag(plan.undefineSource, "--undefinesource"),
    ...(plan.mode === "live" ? liveWords(plan) : []),
    ...option(plan.destinationName, "--dname", checkName),
    ...option(plan.xmlFile, "--xml", checkPath),
    ...option(plan.persistentXmlFile, "--persistent-xml", checkPath),
    ...flag(plan.mode === "live", "--abort-on-error"),
  ];
}

function liveWords(plan: MigrationPlan): readonly string[] {
  return [
    ...flag(plan.suspend, "--suspend"),
    ...flag(plan.unsafe, "--unsafe"),
    ...storageWords(plan),
    ...number(plan.bandwidthMiBps, "--bandwidth", 1, 1_048_576),
    ...flag(plan.autoConverge, "--auto-converge"),
    ...(plan.armAutoConverge ? [] : throttleWords(plan)),
    ...flag(plan.postCopy, "--postcopy"),
    ...number(plan.postCopyBandwidthMiBps, "--postcopy-bandwidth", 1, 1_048_576),
    ...compressionWords(plan.compression),
    ...(plan.parallelConnections === null
      ? []
      : ["--parallel", ...number(plan.parallelConnections, "--parallel-connections", 1, 255)]),
    ...flag(plan.zeroCopy, "--zerocopy"),
    ...flag(plan.tls, "--tls"),
    ...option(plan.tlsDestination, "--tls-destination", checkCertificateName),
    ...flag(plan.tunnelled, "--tunnelled"),
    ...(plan.migrateAddress === null ? [] : ["--migrateuri", migrateUri(plan.migrateAddress, plan.migratePort)]),
    ...option(plan.listenAddress, "--listen-address", checkAddress),
    ...number(plan.disksPort, "--disks-port", 1, 65_535),
    ...option(plan.disksSocket, "--disks-uri", unixUri),
  ];
}

/** Not with a throttle that is held back: libvirt would set it free at the start (`buildArmCommand`). */
function throttleWords(plan: MigrationPlan): readonly string[] {
  return [
    ...number(plan.autoConvergeInitialPercent, "--auto-converge-initial", 1, 99),
    ...number(plan.autoConvergeIncrementPercent, "--auto-converge-increment", 1, 99),
  ];
}

function storageWords(plan: MigrationPlan): readonly string[] {
  if (plan.storageCopy === "none") return [];
  if (plan.copiedDisks.length === 0) throw new RangeError("storage copy without a disk");
  return [
    plan.storageCopy === "full" ? "--copy-storage-all" : "--copy-storage-inc",
    "--migrate-disks",
    plan.copiedDisks.map(checkTarget).join(","),
    ...flag(plan.synchronousWrites, "--copy-storage-synchronous-writes"),
  ];
}

/**
 * Takes up a broken post-copy: the very same command with `--postcopy-resume` (libvirt 8.5). libvirt wants the destination and flags of
 * the first call. Throws a RangeError for a plan that never had post-copy.
 */
export function buildResumeCommand(plan: MigrationPlan): readonly string[] {
  return resumeOf(buildMigrateCommand(plan));
}

/** `--postcopy-resume` put behind `--postcopy` of a migrate command that was run. Throws a RangeError when that had none. */
export function resumeOf(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf("--postcopy");
  if (at === -1) throw new RangeError("not a migration with post-copy");
  return [...argv.slice(0, at + 1), "--postcopy-resume", ...argv.slice(at + 1)];
}

/** Sets QEMU's downtime limit, in ms; null when libvirt's default is wanted. */
export function buildDowntimeCommand(plan: Pick<MigrationPlan, "domainUuid" | "maxDowntimeMs">): readonly string[] | null {
  if (plan.maxDowntimeMs === null) return null;
  const limit = whole(plan.maxDowntimeMs, 1, 60_000, "downtime");
  return onDomain("migrate-setmaxdowntime", plan.domainUuid, ["--downtime", limit]);
}

/** `virsh ... VERB --domain UUID ...` as a full array, for a short exec, a preview or the log. */
export function onDomain(verb: string, uuid: DomainUuid, options: readonly string[] = []): readonly string[] {
  return [...CONNECT, verb, "--domain", uuid, ...options];
}

/** The part of such an array that a virsh which is already connected takes: what follows the connection. */
export function withoutConnect(argv: readonly string[]): readonly string[] {
  return argv.slice(CONNECT.length);
}

function flag(on: boolean, word: string): readonly string[] {
  return on ? [word] : [];
}

function number(value: number | null, word: string, min: number, max: number): readonly string[] {
  return value === null ? [] : [word, whole(value, min, max, word)];
}

function option(value: string | null, word: string, check: (value: string) => string): readonly string[] {
  return value === null ? [] : [word, check(value)];
}

function migrateUri(address: string, port: number | null): string {
  const host = address.includes(":") ? `[${checkAddress(address)}]` : checkHost(address);
  return `tcp://${host}${port === null ? "" : `:${whole(port, 1, 65_535, "migrate port")}`}`;
}

function checkCertificateName(text: string): string {
  return isIpAddress(text) ? text : checkHost(text);
}

function checkHost(text: string): string {
  if (!isMachineName(text)) throw new RangeError(`not a host name: ${JSON.stringify(text.slice(0, 80))}`);
  return text;
}

function checkAddress(text: string): string {
  if (!isIpAddress(text)) throw new RangeError(`not an address: ${JSON.stringify(text.slice(0, 80))}`);
  return text;
}
