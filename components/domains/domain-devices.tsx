"use client";

import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { DomainHostDevice } from "@/lib/contract/index.ts";

/** Devices of the host that are passed through to a VM: they keep it from moving. */
export function DomainDevices(props: { readonly devices: readonly DomainHostDevice[] }) {
  const t = useTranslations("domains");
  return (
    <SimpleTable
      label={t("drawer.devices")}
      rows={props.devices}
      rowId={(device) => `${device.type} ${device.address}`}
      empty={t("drawer.noDevices")}
      columns={[
        { id: "type", header: t("device.type"), cell: (device) => <HostText text={device.type} /> },
        { id: "mode", header: t("device.mode"), cell: (device) => <HostText text={device.mode} /> },
        {
          id: "address",
          header: t("device.address"),
          cell: (device) => (
            <code className="font-mono">
              <HostText text={device.address} />
            </code>
          ),
        },
      ]}
    />
  );
}
