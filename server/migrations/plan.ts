import type { MigrationPlanView } from "../../lib/contract/views.ts";
import { buildDowntimeCommand } from "../../lib/core/migration/command.ts";
import { optionsForDomain } from "../../lib/core/migration/options.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import type { CellBook } from "./cell-book.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { findDomain, findParties, planOf, standing } from "./prepare.ts";

/** A preflight that was made anew so recently is shown again, ms: a page that is reloaded must not probe each time. */
const AS_GOOD_AS_NEW_MS = 15_000;

/**
 * The exact commands that a start would run, on a preflight made anew (only such a one can prove the storage shared, which decides about
 * `--unsafe`); runs nothing that changes a host. Throws ServiceErrors as `start`.
 */
export async function plan(deps: MigrationDependencies, cells: CellBook, asked: MigrationRequest): Promise<MigrationPlanView> {
  const { source } = findParties(deps, asked);
  const request = { ...asked, options: optionsForDomain(asked.options, findDomain(source, asked)) };
  const cell = cells.recent(request, AS_GOOD_AS_NEW_MS) ?? (await cells.probeAnew(request));
  // The preflight has read the hosts once more.
  const now = findParties(deps, request);
  const planned = planOf(deps, request, findDomain(now.source, request), now.destination, cell);
  const downtime = buildDowntimeCommand(planned.plan);
  const commands = [planned.argv, ...(downtime ? [downtime] : [])].map((argv) => ({
    hostId: request.sourceHostId,
    hostName: now.source.registration.name,
    argv,
    quoted: quoteArgv(argv),
  }));
  return { commands, findings: cell.findings, ...standing(cell) };
}
