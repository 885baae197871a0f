import type { MigrationPlanView } from "../../lib/contract/views.ts";
import { buildDowntimeCommand } from "../../lib/core/migration/command.ts";
import { optionsForDomain } from "../../lib/core/migration/options.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import { serverDoes } from "../../lib/core/migration/server-does.ts";
import { buildArmCommand } from "../../lib/core/migration/throttle.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import type { CellBook } from "./cell-book.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { findDomain, findParties, prepare, standing } from "./prepare.ts";

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
  const domain = findDomain(now.source, request);
  const prepared = await prepare(deps, request, domain, now, cell);
  const planned = [prepared.argv, buildDowntimeCommand(prepared.plan), buildArmCommand(prepared.plan)];
  const commands = planned.flatMap((argv) =>
    argv === null || argv.length === 0
      ? []
      : [{ hostId: request.sourceHostId, hostName: now.source.registration.name, argv, quoted: quoteArgv(argv) }],
  );
  return {
    commands,
    steps: prepared.steps,
    xmlDiff: prepared.xmlDiff,
    serverDoes: serverDoes(request.options, domain),
    findings: cell.findings,
    ...standing(cell),
  };
}
