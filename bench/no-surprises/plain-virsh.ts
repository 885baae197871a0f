import { labExec, labStatus } from "../../lab/client.ts";
import type { MigrationStep } from "../../lib/contract/index.ts";
import { buildMigrateCommand } from "../../lib/core/migration/command.ts";
import { destinationUri } from "../../lib/core/migration/destination-uri.ts";
import { planMigration } from "../../lib/core/migration/plan.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import { firstLine } from "./truth.ts";

const LIMIT_MS = 45_000;

/** What a person would do by hand before `virsh migrate`: the images of a copy, made at the destination where there is none yet. */
export async function prepareByHand(to: string, steps: readonly MigrationStep[]): Promise<void> {
  for (const { kind, data } of steps) {
    if (kind !== "create-image" && kind !== "create-overlay") continue;
    const { path, format, virtualSizeBytes, backingPath, backingFormat, pool } = data;
    const below = backingPath ? ["-b", String(backingPath), "-F", String(backingFormat)] : [];
    const create = ["qemu-img", "create", "-q", "-f", String(format), ...below, String(path), String(virtualSizeBytes)];
    await labExec(to, ["sh", "-c", 'image=$1; shift; [ -e "$image" ] || "$@"', "sh", String(path), ...create]);
    if (pool) await labExec(to, ["virsh", "pool-refresh", String(pool)]);
  }
}

/**
 * The command that a request means where the product would not plan at all: without `--unsafe`, as nothing is proven. Null in modes that no
 * virsh command does.
 */
export async function commandByHand(request: MigrationRequest, to: string): Promise<readonly string[] | null> {
  const { mode, connection } = request.options;
  if (mode !== "live" && mode !== "offline") return null;
  const host = (await labStatus()).hosts.find(({ name }) => name === to);
  if (!host) throw new Error(`no host ${to}`);
  return buildMigrateCommand(
    planMigration({
      request,
      domain: { persistent: true, disks: [] },
      destinationUri: destinationUri({ address: host.address, port: host.sshPort, user: "root" }, connection),
      evidence: { provenShared: new Set() },
      xmlFiles: { live: null, persistent: null },
    }),
  );
}

/** Runs a migrate command on a host, past the product. Returns virsh's words when it failed; empty = it said that all went well. */
export async function runPlainVirsh(from: string, uuid: string, argv: readonly string[]): Promise<string> {
  const { exitCode, stderr, timedOut } = await labExec(from, argv, { timeoutMs: LIMIT_MS });
  if (timedOut) {
    await labExec(from, ["virsh", "domjobabort", uuid], { timeoutMs: 10_000 });
    return `not over after ${LIMIT_MS / 1000} s`;
  }
  return exitCode === 0 ? "" : firstLine(stderr.replaceAll("error: ", "")) || `virsh ended with ${exitCode}`;
}

/** The same command with libvirt told not to look at the storage. Null when it has that word already. */
export function withUnsafe(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf("--p2p");
  return argv.includes("--unsafe") || at === -1 ? null : [...argv.slice(0, at + 1), "--unsafe", ...argv.slice(at + 1)];
}
