import type { QemuParametersView } from "../../lib/contract/views.ts";
import { parseMigrateCapabilities, parseMigrateParameters } from "../../lib/core/facts/qemu-monitor.ts";
import { onDomain } from "../../lib/core/migration/command.ts";
import type { MigrationId } from "../../lib/core/model/ids.ts";
import { ServiceError } from "../service-error.ts";
import { succeeded } from "../ssh/command-result.ts";
import type { MigrationDependencies } from "./dependencies.ts";

const TIMEOUT_MS = 10_000;

/**
 * QEMU's own migration parameters and capabilities of a migration that runs, from the monitor of the source's QEMU (it does the migrating). Not part of
 * the migration's log: it is looked at, nothing is done. Throws `not-found`; `too-late` when the migration is over; `host-offline`; `host-problem` with
 * the host's words.
 */
export async function qemuParameters(deps: MigrationDependencies, id: MigrationId): Promise<QemuParametersView> {
  const record = await deps.store.migrations.get(id);
  if (!record) throw new ServiceError("not-found", { message: { key: "errors.migrations.not-found" } });
  const isLive = record.request.options.mode === "live";
  if (record.endedAtMs !== null || !isLive) throw new ServiceError("too-late", { message: { key: "errors.migrations.no-qemu" } });
  const values = { host: record.sourceHostName };
  const link = deps.links.get(record.request.sourceHostId);
  if (link?.state().kind !== "up")
    throw new ServiceError("host-offline", { message: { key: "errors.migrations.host-offline", values } });
  const ask = async (command: string): Promise<string> => {
    const argv = onDomain("qemu-monitor-command", record.request.domainUuid, ["--hmp", command]);
    const result = await link.exec(argv, { timeoutMs: TIMEOUT_MS });
    if (succeeded(result)) return result.stdout;
    const detail = result.stderr.trim() || (result.timedOut ? "timed out" : "no answer");
    throw new ServiceError("host-problem", { message: { key: "errors.migrations.monitor-failed", values }, detail });
  };
  const parameters = parseMigrateParameters(await ask("info migrate_parameters"));
  const capabilities = parseMigrateCapabilities(await ask("info migrate_capabilities"));
  return { readAtMs: deps.now(), parameters, capabilities };
}
