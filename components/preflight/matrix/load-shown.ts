import type { QueryClient } from "@tanstack/react-query";
import { matrixQuery } from "@/lib/client/queries/matrix.ts";
import type { HostSnapshot, MatrixSummary } from "@/lib/contract/index.ts";
import { arrangeRows, bookOf, chosenHosts, columnHosts, filterByFacts, vmRows } from "../rows.ts";
import type { MatrixFilter } from "../search-params.ts";
import { windowsOf, windowsWith } from "../windows.ts";

/** Windows asked for at a time. */
const AT_ONCE = 4;

/** Every cell that the filter shows, in the order of the screen: all windows are read, also those that nobody has scrolled to. */
export async function loadShown(
  client: QueryClient,
  hosts: readonly HostSnapshot[],
  filter: MatrixFilter,
): Promise<readonly MatrixSummary[]> {
  const rows = vmRows(hosts);
  const compared = chosenHosts(hosts, filter);
  const columns = columnHosts(hosts, filter);
  const fitting = filterByFacts(rows, filter);
  const all = windowsOf(
    rows.map(({ domain }) => domain.uuid),
    compared.length,
  );
  const windows = windowsWith(
    all,
    fitting.map(({ domain }) => domain.uuid),
  );
  const hostIds = compared.length === hosts.length ? null : compared.map((host) => host.registration.id);
  const lists: (readonly MatrixSummary[])[] = [];
  for (let start = 0; start < windows.length; start += AT_ONCE) {
    const some = windows.slice(start, start + AT_ONCE);
    lists.push(...(await Promise.all(some.map((uuids) => client.fetchQuery(matrixQuery(uuids, hostIds))))));
  }
  const book = bookOf(lists);
  return arrangeRows(fitting, filter, columns, book).flatMap(({ domain }) =>
    columns.flatMap((host) => book.get(domain.uuid)?.get(host.registration.id) ?? []),
  );
}
