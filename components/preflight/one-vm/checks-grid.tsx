"use client";

import { Fragment, useState } from "react";
import { useTranslations } from "use-intl";
import { FINDING_GROUPS } from "@/components/findings/order.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { Finding, HostId, HostSnapshot } from "@/lib/contract/index.ts";
import type { Place } from "@/lib/core/preflight/rank.ts";
import { type GridCellProps, useGridFocus } from "../grid/use-grid-focus.ts";
import { HostHead } from "../host-head.tsx";
import { PlaceLine } from "../place-line.tsx";
import type { CheckRow } from "./check-rows.ts";

/** Hosts beside each other at first and with each further press: the best come first, and nobody compares more at a glance. */
const CHUNK = 12;

/** One VM's checks down, in groups, destinations across, best first. Hover and focus tell the reason, a press opens all of that host's. */
export function ChecksGrid(props: {
  readonly rows: readonly CheckRow[];
  readonly hosts: readonly HostSnapshot[];
  readonly places: ReadonlyMap<HostId, Place>;
  readonly onOpen: (to: HostId) => void;
}) {
  const [limit, setLimit] = useState(CHUNK);
  const hosts = props.hosts.slice(0, limit);
  const left = props.hosts.length - hosts.length;
  const t = useTranslations("matrix");
  const more = useTranslations("common.table");
  const message = useMessage();
  const rows = FINDING_GROUPS.flatMap((group) => props.rows.filter((row) => row.group === group));
  const { gridProps, cellProps } = useGridFocus(rows.length, hosts.length);
  return (
    <div className="relative max-h-[calc(100dvh-14rem)] min-h-72 overflow-auto">
      <table aria-label={t("one.gridLabel")} className="w-full border-separate border-spacing-0" {...gridProps}>
        <thead className="sticky top-0 z-20 bg-surface text-left text-sm">
          <tr>
            <th
              scope="col"
              className="sticky left-0 z-10 border-line border-r border-b bg-surface px-3 py-2 font-medium text-muted"
            >
              {t("one.checkColumn")}
            </th>
            {hosts.map((host) => (
              <th
                key={host.registration.id}
                scope="col"
                data-testid="destination-head"
                data-host={host.registration.name}
                className="min-w-40 max-w-80 border-line border-b px-3 py-2 align-top font-medium"
              >
                <HostHead host={host} />
                <HeadPlace place={props.places.get(host.registration.id)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={row.ruleId}>
              {rows[index - 1]?.group === row.group ? null : (
                <tr>
                  <th
                    scope="colgroup"
                    colSpan={hosts.length + 1}
                    className="border-line border-b bg-sunken px-3 py-1 text-left font-semibold text-muted text-sm"
                  >
                    {t(`groups.${row.group}`)}
                  </th>
                </tr>
              )}
              <tr data-testid="check-row" data-rule={row.ruleId}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 max-w-72 min-w-36 border-line border-r border-b bg-surface px-3 py-1.5 text-left font-normal [overflow-wrap:anywhere]"
                >
                  {message(row.title)}
                </th>
                {hosts.map((host, column) => (
                  <td key={host.registration.id} className="border-line border-b p-0">
                    <CheckCell
                      finding={row.byHost.get(host.registration.id)}
                      hostName={host.registration.name}
                      grid={cellProps(index, column)}
                      onOpen={() => props.onOpen(host.registration.id)}
                    />
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
      {left > 0 ? (
        <div className="sticky left-0 flex justify-center py-2">
          <Button onClick={() => setLimit(limit + CHUNK)}>{more("showMore", { count: Math.min(CHUNK, left) })}</Button>
        </div>
      ) : null}
    </div>
  );
}

function HeadPlace({ place }: { readonly place: Place | undefined }) {
  const t = useTranslations("matrix.cell");
  if (!place) return null;
  return (
    <span className="block font-normal text-muted [overflow-wrap:anywhere]">
      {place.best ? (
        <>
          <Badge tone="accent">{t("best")}</Badge>{" "}
        </>
      ) : null}
      <PlaceLine place={place} reasonsOnly={place.best} />
    </span>
  );
}

function CheckCell(props: {
  readonly finding: Finding | undefined;
  readonly hostName: string;
  readonly grid: GridCellProps;
  readonly onOpen: () => void;
}) {
  const { finding } = props;
  const t = useTranslations("matrix.cell");
  const verdict = useTranslations("common.verdict");
  const message = useMessage();
  if (!finding) {
    return (
      <span {...props.grid} role="note" className="flex h-9 items-center px-3 text-muted text-sm">
        {t("notChecked")}
      </span>
    );
  }
  const reason = message(finding.reason);
  return (
    <Tooltip content={reason}>
      <button
        type="button"
        {...props.grid}
        onClick={props.onOpen}
        aria-label={`${props.hostName}: ${verdict(finding.verdict)}. ${reason}`}
        className="flex h-9 w-full items-center px-3 text-left hover:bg-hover"
      >
        <VerdictMark verdict={finding.verdict} />
      </button>
    </Tooltip>
  );
}
