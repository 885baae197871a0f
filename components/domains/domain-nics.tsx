"use client";

import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { DomainNic } from "@/lib/contract/index.ts";

/** The network cards of a VM. */
export function DomainNics(props: { readonly nics: readonly DomainNic[] }) {
  const t = useTranslations("domains");
  return (
    <SimpleTable
      label={t("drawer.network")}
      rows={props.nics}
      rowId={(nic) => nic.mac}
      empty={t("drawer.noNics")}
      columns={[
        { id: "mac", header: t("nic.mac"), cell: (nic) => <code className="font-mono">{nic.mac}</code> },
        { id: "type", header: t("nic.type"), cell: (nic) => t(`nicType.${nic.type}`) },
        {
          id: "source",
          header: t("nic.source"),
          cell: (nic) => (
            <>
              {nic.source === null ? "—" : <HostText text={nic.source} />}
              {nic.portgroup && <span className="text-muted"> · {t("nic.portgroup", { name: nic.portgroup })}</span>}
            </>
          ),
        },
        { id: "model", header: t("nic.model"), cell: (nic) => (nic.model === null ? "—" : <HostText text={nic.model} />) },
      ]}
    />
  );
}
