import { buildMigrateCommand } from "../../lib/core/migration/command.ts";
import { destinationUri } from "../../lib/core/migration/destination-uri.ts";
import { optionProblems } from "../../lib/core/migration/options.ts";
import { type MigrationPlan, planMigration } from "../../lib/core/migration/plan.ts";
import { planSteps } from "../../lib/core/migration/plan-steps.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { DiffLine } from "../../lib/core/model/domain-xml.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import type { MigrationStep } from "../../lib/core/model/steps.ts";
import { ServiceError } from "../service-error.ts";
import type { PreflightEvidence } from "../services.ts";
import { prepareCold } from "./cold/prepare-cold.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { inspectDefinition } from "./steps/inspect-definition.ts";
import { emulatorCpusNow } from "./steps/pin-emulator.ts";

export interface Parties {
  readonly source: HostSnapshot;
  readonly destination: HostSnapshot;
}

/** A request with all that a start runs: the same for review and start, as long as nothing has changed on the hosts. */
export interface PreparedMigration {
  readonly plan: MigrationPlan;
  /** The one `virsh migrate`; empty in modes that have none. */
  readonly argv: readonly string[];
  readonly steps: readonly MigrationStep[];
  readonly xmlDiff: readonly DiffLine[];
  /** What the plan rests on; null when the cell is too old for it. */
  readonly evidence: PreflightEvidence | null;
}

/** Both hosts of a request. Throws a ServiceError at the field that is wrong: unknown host, or the host where the VM already is. */
export function findParties(deps: MigrationDependencies, request: MigrationRequest): Parties {
  const source = hostOf(deps, request.sourceHostId, "sourceHostId");
  const destination = hostOf(deps, request.destinationHostId, "destinationHostId");
  if (request.sourceHostId === request.destinationHostId) {
    throw new ServiceError("invalid-input", { message: { key: "errors.migrations.same-host" }, field: "destinationHostId" });
  }
  return { source, destination };
}

function hostOf(deps: MigrationDependencies, id: HostId, field: string): HostSnapshot {
  const snapshot = deps.inventory.snapshot(id);
  if (!snapshot || !deps.links.get(id))
    throw new ServiceError("not-found", { message: { key: "errors.migrations.unknown-host" }, field });
  return snapshot;
}

/** The domain as the source has it. Throws a ServiceError when it is gone or the options do not fit it. */
export function findDomain(source: HostSnapshot, request: MigrationRequest): Domain {
  const host = source.registration.name;
  const domain = source.domains.find((candidate) => candidate.uuid === request.domainUuid);
  if (!domain) {
    throw new ServiceError("not-found", {
      message: { key: "errors.migrations.domain-gone", values: { host } },
      field: "domainUuid",
    });
  }
  const [problem] = optionProblems(request.options, domain);
  if (problem) {
    const { key, values = {}, field } = problem;
    throw new ServiceError("invalid-input", { message: { key: `errors.migrations.${key}`, values }, field });
  }
  return domain;
}

/**
 * Thinks a request through whose preflight is known: the command, everything beside it, and the definition that the destination gets. Reads the
 * definition on the source where it has to be rewritten; changes nothing. `--unsafe` comes from the cell's proof and from nowhere else.
 */
export async function prepare(
  deps: MigrationDependencies,
  request: MigrationRequest,
  domain: Domain,
  { source, destination }: Parties,
  cell: MatrixCell,
): Promise<PreparedMigration> {
  const evidence = deps.preflight.evidence(cell);
  const link = deps.links.get(request.sourceHostId);
  checkCpus(request, { source, destination });
  const [definition, pinnedTo] = await Promise.all([
    inspectDefinition(link, request, domain),
    request.options.emulatorCpus === null ? null : emulatorCpusNow(link, request.domainUuid, source),
  ]);
  const plan = planMigration({
    request,
    domain,
    destinationUri: destinationUri(destination.registration, request.options.connection),
    evidence: { provenShared: evidence?.provenShared ?? new Set() },
    xmlFiles: { live: definition.live?.path ?? null, persistent: definition.persistent?.path ?? null },
    announcedName: destination.facts?.hostname ?? null,
  });
  const names = { source: source.registration.name, destination: destination.registration.name };
  const images = evidence?.images ?? new Map();
  const devices = definition.devices.map((device) => ({ ...device, name: device.key.replace(/^(?:hostdev|nic):/, "") }));
  const isLive = request.options.mode === "live";
  const argv = isLive || request.options.mode === "offline" ? buildMigrateCommand(plan) : [];
  if (!isLive) return { plan, argv, evidence, ...(await prepareCold(deps, request, domain, names, evidence, argv)) };
  return {
    plan,
    argv,
    steps: planSteps({ request, domain, images, plan, names, devices, emulatorCpusNow: pinnedTo }),
    xmlDiff: definition.diff,
    evidence,
  };
}

/** The pin travels with the domain: libvirt at the destination refuses CPUs that it does not have, in the middle of the start. */
function checkCpus({ options }: MigrationRequest, parties: Parties): void {
  if (options.emulatorCpus === null) return;
  const highest = Math.max(...[...options.emulatorCpus.matchAll(/\d+/g)].map(([digits]) => Number(digits)));
  for (const { facts, registration } of [parties.source, parties.destination]) {
    const cpus = facts?.cpu.known ? facts.cpu.value.cpus : null;
    if (cpus === null || highest < cpus) continue;
    const values = { host: registration.name, cpus, cpu: highest };
    throw new ServiceError("invalid-input", {
      message: { key: "errors.migrations.cpu-absent", values },
      field: "options.emulatorCpus",
    });
  }
}

/** Rule ids of blocks, and of what an admin must have seen: warnings, and checks that could not be made. */
export function standing(cell: MatrixCell): { readonly blockedBy: readonly string[]; readonly toAcknowledge: readonly string[] } {
  const ids = (verdicts: readonly string[]) =>
    cell.findings.filter(({ verdict }) => verdicts.includes(verdict)).map(({ ruleId }) => ruleId);
  return { blockedBy: ids(["block"]), toAcknowledge: ids(["warn", "unknown"]) };
}
