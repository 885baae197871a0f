"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Meter } from "@/components/ui/meter.tsx";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { memoryOf } from "./host-summary.ts";

/** Memory of a host: a bar (VMs solid, the rest in use pale) and the figures. */
export function MemoryCell(props: { readonly host: HostSnapshot }) {
  const t = useTranslations("hosts.cell");
  const format = useFormat();
  const memory = memoryOf(props.host);
  if (!memory) return <span className="text-faint">—</span>;
  const { vms, free, total } = memory;
  const valueText = t("memoryText", { used: format.bytes(vms), free: format.bytes(free), total: format.bytes(total) });
  return (
    <div className="flex min-w-32 items-center gap-2">
      <Meter
        label={t("memoryLabel", { host: props.host.registration.name })}
        used={vms}
        extra={Math.max(0, total - free - vms)}
        total={total}
        valueText={valueText}
        className="max-w-28"
      />
      <span className="whitespace-nowrap text-muted text-sm" title={valueText}>
        {format.bytesOf(total - free, total)}
      </span>
    </div>
  );
}
