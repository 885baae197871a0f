import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { HostSnapshot, MatrixCell, MigrationOptions, MigrationRecord, MigrationView } from "../../lib/contract/index.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../lib/core/migration/options.ts";
import type { TestConsole } from "./console.ts";

/** VirtFerry's id of a lab host; throws when the console does not have it. */
export async function hostIdOf(virtferry: Pick<TestConsole, "client">, name: string): Promise<string> {
  const hosts = await virtferry.client.call<readonly HostSnapshot[]>("GET", "/hosts");
  const found = hosts.find((host) => host.registration.name === name);
  if (!found) throw new Error(`the console has no host ${name}`);
  return found.registration.id;
}

/** A request with every warning of a fresh preflight acknowledged, as an admin would hand it in. */
export async function prepareRequest(
  virtferry: Pick<TestConsole, "client">,
  move: { readonly uuid: string; readonly from: string; readonly to: string; readonly options?: Partial<MigrationOptions> },
) {
  const base = {
    domainUuid: move.uuid,
    sourceHostId: await hostIdOf(virtferry, move.from),
    destinationHostId: await hostIdOf(virtferry, move.to),
    options: { ...DEFAULT_MIGRATION_OPTIONS, ...move.options },
  };
  const cell = await virtferry.client.call<MatrixCell>("POST", "/preflight/check", { ...base, fresh: true });
  const acknowledged = cell.findings
    .filter((finding) => finding.verdict === "warn" || finding.verdict === "unknown")
    .map((finding) => finding.ruleId);
  return { ...base, acknowledged };
}

/** Starts a migration through the API. */
export async function startMigration(
  virtferry: TestConsole,
  move: Parameters<typeof prepareRequest>[1],
): Promise<MigrationRecord> {
  const request = await prepareRequest(virtferry, move);
  return virtferry.client.call<MigrationRecord>("POST", "/migrations", { request, idempotencyKey: randomUUID() });
}

/** A migration in its end state: asks for it until it has one. */
export async function waitForEnd(
  virtferry: Pick<TestConsole, "client">,
  id: string,
): Promise<MigrationRecord & { readonly endedAtMs: number }> {
  for (;;) {
    const { record } = await virtferry.client.call<MigrationView>("GET", `/migrations/${id}`);
    const { endedAtMs } = record;
    if (endedAtMs !== null) return { ...record, endedAtMs };
    await sleep(250);
  }
}
