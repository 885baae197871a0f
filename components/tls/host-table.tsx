"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { TlsHostView } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { SetNames, SetState, SetUntil } from "./set-cells.tsx";

/** One row a host: what it has for QEMU and for libvirt, to be chosen for a set-up. */
export function HostTable(props: {
  readonly hosts: readonly TlsHostView[];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}) {
  const t = useTranslations("tls");
  const message = useMessage();
  const choose = (hostId: string, on: boolean) => {
    const next = new Set(props.chosen);
    if (on) next.add(hostId);
    else next.delete(hostId);
    props.onChosen(next);
  };
  return (
    <SimpleTable
      label={t("table")}
      rows={props.hosts}
      rowId={({ hostId }) => hostId}
      empty={t("noHosts")}
      columns={[
        {
          id: "choose",
          header: <span className="sr-only">{t("columns.choose")}</span>,
          cell: ({ hostId, hostName, sets }) => (
            <Checkbox
              checked={props.chosen.has(hostId)}
              disabled={sets === null}
              onChange={(on) => choose(hostId, on)}
              label={t("chooseHost", { host: visibleText(hostName) })}
              hideLabel
            />
          ),
        },
        { id: "host", header: t("columns.host"), cell: ({ hostName }) => <HostText text={hostName} /> },
        {
          id: "state",
          header: t("columns.state"),
          cell: (host) =>
            host.sets ? (
              <>
                <SetState set={host.sets.qemu} />
                {host.verify === false ? <span className="block text-warn">{t("verifyOff")}</span> : null}
                {host.force ? <span className="block text-muted">{t("forced")}</span> : null}
              </>
            ) : (
              <>
                {host.problem ? message(host.problem) : null}
                {host.detail ? (
                  <span className="block text-muted">
                    <HostText text={host.detail} />
                  </span>
                ) : null}
              </>
            ),
        },
        {
          id: "names",
          header: t("columns.names"),
          cell: ({ sets }) =>
            sets ? (
              <div className="min-w-40">
                <SetNames set={sets.qemu} />
              </div>
            ) : null,
        },
        {
          id: "until",
          header: t("columns.until"),
          cell: ({ sets }) =>
            sets ? (
              <div className="min-w-36">
                <SetUntil set={sets.qemu} />
              </div>
            ) : null,
        },
        {
          id: "libvirt",
          header: t("columns.libvirt"),
          cell: ({ sets }) =>
            sets ? (
              <div className="min-w-36">
                <SetState set={sets.libvirt} />
                {sets.libvirt.certificate ? <SetUntil set={sets.libvirt} /> : null}
              </div>
            ) : null,
        },
      ]}
    />
  );
}
