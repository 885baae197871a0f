"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { FactValue } from "@/components/ui/fact-value.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { HostFacts } from "@/lib/contract/index.ts";

/** libvirt's storage pools of a host. */
export function HostStorage(props: { readonly facts: HostFacts | null }) {
  const t = useTranslations("hosts");
  const format = useFormat();
  if (!props.facts) return <p className="text-muted">{t("cell.noFacts")}</p>;
  return (
    <FactValue fact={props.facts.pools}>
      {(pools) => (
        <SimpleTable
          label={t("drawer.storage")}
          rows={pools}
          rowId={(pool) => pool.uuid}
          empty={t("drawer.noPools")}
          columns={[
            { id: "name", header: t("table.pool"), cell: (pool) => <HostText text={pool.name} /> },
            { id: "type", header: t("table.type"), cell: (pool) => <HostText text={pool.type} /> },
            { id: "state", header: t("table.state"), cell: (pool) => (pool.active ? t("fact.active") : t("fact.inactive")) },
            {
              id: "target",
              header: t("table.target"),
              cell: (pool) => (
                <span className="font-mono">{pool.targetPath === null ? "—" : <HostText text={pool.targetPath} />}</span>
              ),
            },
            {
              id: "space",
              header: t("table.space"),
              align: "right",
              cell: (pool) =>
                pool.capacityBytes === null || pool.availableBytes === null
                  ? "—"
                  : t("fact.free", { free: format.bytes(pool.availableBytes), total: format.bytes(pool.capacityBytes) }),
            },
          ]}
        />
      )}
    </FactValue>
  );
}
