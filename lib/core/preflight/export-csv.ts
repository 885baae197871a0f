import type { Message, Verdict } from "../model/finding.ts";
import type { DomainUuid, HostId } from "../model/ids.ts";
import type { MatrixSummary } from "../model/matrix.ts";

/** What the table needs beside the cells. */
export interface CsvParts {
  /** Puts a message into the reader's language. */
  readonly say: (message: Message) => string;
  readonly vmName: (uuid: DomainUuid) => string;
  readonly hostName: (id: HostId) => string;
}

const COUNTED: readonly Verdict[] = ["block", "unknown", "warn", "pass", "not-applicable"];
const COLUMNS = ["vm", "uuid", "source", "destination", "verdict", ...COUNTED, "worst", "troubles", "observed"] as const;

/**
 * The matrix as CSV (RFC 4180: CRLF, quotes where needed), a row a cell, cells of a VM's own host left out. It begins with a byte order mark,
 * without which Excel takes UTF-8 for the machine's old code page. What a spreadsheet would take for a formula gets an apostrophe in
 * front: names come from hosts, and "=..." in one of them must stay text.
 */
export function matrixCsv(cells: readonly MatrixSummary[], { say, vmName, hostName }: CsvParts): string {
  const head = COLUMNS.map((column) => say({ key: `matrix.csv.${column}` }));
  const rows = cells
    .filter(({ isSource }) => !isSource)
    .map((cell) => [
      vmName(cell.domainUuid),
      cell.domainUuid,
      hostName(cell.sourceHostId),
      hostName(cell.destinationHostId),
      say({ key: cell.pending ? "matrix.csv.pending" : `matrix.csv.verdicts.${cell.verdict}` }),
      ...COUNTED.map((verdict) => String(cell.counts[verdict])),
      cell.first ? `${say(cell.first.title)}: ${say(cell.first.reason)}` : "",
      cell.troubles
        .map(
          ({ ruleId, verdict }) =>
            `${say({ key: `matrix.csv.verdicts.${verdict}` })}: ${say({ key: `preflight.rules.${ruleId}.title` })}`,
        )
        .join("; "),
      cell.observedAtMs === null ? "" : new Date(cell.observedAtMs).toISOString(),
    ]);
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}

/** A tab or a line break before the sign does not stop a spreadsheet, so these count as signs themselves. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

function field(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
