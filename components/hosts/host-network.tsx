"use client";

import { useTranslations } from "use-intl";
import { FactValue } from "@/components/ui/fact-value.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { HostFacts, NetworkInterface, VirtualNetwork } from "@/lib/contract/index.ts";

/** Interfaces (bridges first, since guests hang on them) and libvirt's networks of a host. */
export function HostNetwork(props: { readonly facts: HostFacts | null }) {
  const t = useTranslations("hosts");
  if (!props.facts) return <p className="text-muted">{t("cell.noFacts")}</p>;
  return (
    <div className="flex flex-col gap-5">
      <FactValue fact={props.facts.interfaces}>{(interfaces) => <Interfaces interfaces={interfaces} />}</FactValue>
      <FactValue fact={props.facts.networks}>{(networks) => <Networks networks={networks} />}</FactValue>
    </div>
  );
}

function Interfaces(props: { readonly interfaces: readonly NetworkInterface[] }) {
  const t = useTranslations("hosts");
  const bridgesFirst = props.interfaces.toSorted((a, b) => Number(a.kind === "other") - Number(b.kind === "other"));
  return (
    <SimpleTable
      label={t("table.interface")}
      rows={bridgesFirst}
      rowId={(one) => one.name}
      empty={t("drawer.noInterfaces")}
      columns={[
        { id: "name", header: t("table.interface"), cell: (one) => <HostText text={one.name} /> },
        { id: "type", header: t("table.type"), cell: (one) => t(`interfaceKind.${one.kind}`) },
        {
          id: "state",
          header: t("table.state"),
          cell: (one) => `${one.up ? t("fact.up") : t("fact.down")}, ${t("fact.mtu", { mtu: one.mtu })}`,
        },
        {
          id: "addresses",
          header: t("table.addresses"),
          cell: (one) => (
            <span className="font-mono">{one.addresses.length === 0 ? "—" : <HostText text={one.addresses.join(", ")} />}</span>
          ),
        },
      ]}
    />
  );
}

function Networks(props: { readonly networks: readonly VirtualNetwork[] }) {
  const t = useTranslations("hosts");
  return (
    <SimpleTable
      label={t("table.network")}
      rows={props.networks}
      rowId={(network) => network.uuid}
      empty={t("drawer.noNetworks")}
      columns={[
        { id: "name", header: t("table.network"), cell: (network) => <HostText text={network.name} /> },
        {
          id: "type",
          header: t("table.type"),
          cell: (network) =>
            network.forwardMode === null ? t("fact.isolated") : t("fact.forward", { mode: network.forwardMode }),
        },
        { id: "state", header: t("table.state"), cell: (network) => (network.active ? t("fact.active") : t("fact.inactive")) },
        {
          id: "bridge",
          header: t("interfaceKind.bridge"),
          cell: (network) => (network.bridge === null ? "—" : <HostText text={network.bridge} />),
        },
      ]}
    />
  );
}
