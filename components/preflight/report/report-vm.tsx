"use client";

import { useTranslations } from "use-intl";
import { findingHosts } from "@/components/findings/finding-hosts.ts";
import { needsSomeone, worstFirst } from "@/components/findings/order.ts";
import { VerdictCounts } from "@/components/findings/verdict-counts.tsx";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { HostSnapshot, MatrixCell } from "@/lib/contract/index.ts";
import type { Place } from "@/lib/core/preflight/rank.ts";
import { PlaceLine } from "../place-line.tsx";
import { orderOf, rankedBy } from "../ranking.ts";
import type { MatrixRow } from "../rows.ts";
import { ReportFinding } from "./report-finding.tsx";

/** One VM of a report, on a page of its own when printed: hosts, best first, each with what stands in the way. */
export function ReportVm(props: {
  readonly row: MatrixRow;
  readonly cells: readonly MatrixCell[];
  readonly hosts: readonly HostSnapshot[];
  readonly compared: readonly HostSnapshot[];
  readonly columns: readonly HostSnapshot[];
}) {
  const { row, hosts, columns } = props;
  const t = useTranslations("report");
  const source = hosts.find(({ registration }) => registration.id === row.sourceHostId);
  const places = rankedBy(props.cells, props.compared, row.domain);
  const cells = props.cells
    .filter((cell) => !cell.isSource && columns.some(({ registration }) => registration.id === cell.destinationHostId))
    .sort((a, b) => orderOf(places, a.destinationHostId) - orderOf(places, b.destinationHostId));
  return (
    <section className="min-w-0 border-line border-t pt-4 print:break-before-page print:border-0" data-testid="report-vm">
      <h2 className="font-semibold text-lg [overflow-wrap:anywhere]">
        <HostText text={row.domain.name} />
      </h2>
      <p className="flex flex-wrap gap-x-4 text-muted text-sm">
        <span>{t("on", { host: source?.registration.name ?? row.sourceHostId })}</span>
        <DomainStateMark state={row.domain.state} />
        <span className="font-mono">{row.domain.uuid}</span>
      </p>
      {cells.length === 0 ? <p className="mt-2 text-muted">{t("nowhere")}</p> : null}
      {cells.map((cell) => (
        <ReportCell key={cell.destinationHostId} cell={cell} hosts={hosts} place={places.get(cell.destinationHostId)} />
      ))}
    </section>
  );
}

function ReportCell(props: {
  readonly cell: MatrixCell;
  readonly hosts: readonly HostSnapshot[];
  readonly place: Place | undefined;
}) {
  const { cell } = props;
  const t = useTranslations("report");
  const hosts = findingHosts(props.hosts, cell.sourceHostId, cell.destinationHostId);
  const troubles = worstFirst(cell.findings.filter(({ verdict }) => needsSomeone(verdict)));
  return (
    <div className="mt-3 min-w-0">
      <h3 className="font-semibold">{t("to", { host: hosts.destinationName })}</h3>
      <div className="text-sm">
        <VerdictCounts counts={{ ...cell.counts, "not-applicable": 0 }} />
        {props.place ? (
          <p className="text-muted">
            <PlaceLine place={props.place} />
          </p>
        ) : null}
      </div>
      {troubles.length === 0 ? <p>{t("clean")}</p> : null}
      {troubles.map((finding) => (
        <ReportFinding key={finding.ruleId} finding={finding} hosts={hosts} />
      ))}
    </div>
  );
}
