import type { MigrationPlanView } from "../../lib/contract/views.ts";
import { buildDowntimeCommand } from "../../lib/core/migration/command.ts";
import { optionsForDomain } from "../../lib/core/migration/options.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { findDomain, findParties, planOf, standing } from "./prepare.ts";

/** The exact commands that a start would run, with the preflight at hand; runs nothing that changes a host. Throws ServiceErrors as `start`. */
export async function plan(deps: MigrationDependencies, request: MigrationRequest): Promise<MigrationPlanView> {
  const { source, destination } = findParties(deps, request);
  const domain = findDomain(source, request);
  const { domainUuid, sourceHostId, destinationHostId } = request;
  const options = optionsForDomain(request.options, domain);
  const cell = await deps.preflight.check({ domainUuid, sourceHostId, destinationHostId, options, fresh: false });
  const planned = planOf(deps, request, domain, destination, cell);
  const downtime = buildDowntimeCommand(planned.plan);
  const commands = [planned.argv, ...(downtime ? [downtime] : [])].map((argv) => ({
    hostId: sourceHostId,
    hostName: source.registration.name,
    argv,
    quoted: quoteArgv(argv),
  }));
  return { commands, findings: cell.findings, ...standing(cell) };
}
