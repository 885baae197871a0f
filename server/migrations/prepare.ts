import { buildMigrateCommand } from "../../lib/core/migration/command.ts";
import { migrationAddress } from "../../lib/core/migration/destination-uri.ts";
import { optionProblems } from "../../lib/core/migration/options.ts";
import { type MigrationPlan, planMigration } from "../../lib/core/migration/plan.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import { ServiceError } from "../service-error.ts";
import type { MigrationDependencies } from "./dependencies.ts";

export interface Parties {
  readonly source: HostSnapshot;
  readonly destination: HostSnapshot;
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
  if (problem)
    throw new ServiceError("invalid-input", { message: { key: `errors.migrations.${problem.key}` }, field: problem.field });
  return domain;
}

/** Plan and command of a request whose preflight is known. `--unsafe` comes from the cell's proof and from nowhere else. */
export function planOf(
  deps: MigrationDependencies,
  request: MigrationRequest,
  domain: Domain,
  destination: HostSnapshot,
  cell: MatrixCell,
): { readonly plan: MigrationPlan; readonly argv: readonly string[] } {
  const plan = planMigration({
    request,
    domain,
    destinationUri: migrationAddress(destination.registration).uri,
    provenShared: deps.preflight.provenShared(cell),
  });
  return { plan, argv: buildMigrateCommand(plan) };
}

/** Rule ids of blocks, and of what an admin must have seen: warnings, and checks that could not be made. */
export function standing(cell: MatrixCell): { readonly blockedBy: readonly string[]; readonly toAcknowledge: readonly string[] } {
  const ids = (verdicts: readonly string[]) =>
    cell.findings.filter(({ verdict }) => verdicts.includes(verdict)).map(({ ruleId }) => ruleId);
  return { blockedBy: ids(["block"]), toAcknowledge: ids(["warn", "unknown"]) };
}
