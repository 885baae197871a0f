"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { Fact, HostSnapshot } from "@/lib/contract/index.ts";

/** The hosts of a report: what they are and how old what is known of them is. */
export function ReportHosts(props: { readonly hosts: readonly HostSnapshot[] }) {
  const t = useTranslations("report");
  const format = useFormat();
  const text = (fact: Fact<string> | undefined) => (fact?.known ? <HostText text={fact.value} /> : "–");
  return (
    <section className="min-w-0">
      <h2 className="mb-1 font-semibold text-lg">{t("hosts.title")}</h2>
      <SimpleTable
        label={t("hosts.title")}
        rows={props.hosts}
        rowId={(host) => host.registration.id}
        empty=""
        columns={[
          { id: "name", header: t("hosts.name"), cell: ({ registration }) => registration.name },
          { id: "address", header: t("hosts.address"), cell: ({ registration }) => registration.address },
          { id: "state", header: t("hosts.state"), cell: ({ state }) => <HostStateMark state={state} /> },
          { id: "libvirt", header: "libvirt", cell: ({ facts }) => text(facts?.libvirtVersion) },
          { id: "qemu", header: "QEMU", cell: ({ facts }) => text(facts?.qemuVersion) },
          {
            id: "seen",
            header: t("hosts.seen"),
            cell: ({ observedAtMs }) => (observedAtMs === null ? "–" : format.dateTime(observedAtMs)),
          },
        ]}
      />
    </section>
  );
}
