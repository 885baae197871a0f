"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { CpuBaseline, Verdict } from "@/lib/contract/index.ts";
import { oneVmHref } from "../one-vm-href.ts";

type BaselineVm = CpuBaseline["vms"][number];

/** host-passthrough shows the guest whatever its host has: it cannot be held against a model. */
const MARKS: Readonly<Record<BaselineVm["verdict"], Verdict>> = {
  exceeds: "block",
  unknown: "unknown",
  "host-passthrough": "warn",
  fits: "pass",
};
const ORDER = Object.keys(MARKS);

/** The VMs of these hosts against the baseline: those that ask for more first, and what they ask for. */
export function BaselineVms(props: { readonly vms: readonly BaselineVm[]; readonly nameOf: (hostId: string) => string }) {
  const t = useTranslations("cpuBaseline");
  const vms = [...props.vms].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || (a.name < b.name ? -1 : 1));
  return (
    <div className="px-4 py-2" data-testid="baseline-vms">
      <SimpleTable
        label={t("vms")}
        rows={vms}
        rowId={(vm) => `${vm.hostId} ${vm.domainUuid}`}
        empty={t("noVms")}
        columns={[
          {
            id: "name",
            header: t("columns.vm"),
            cell: (vm) => (
              <Link href={oneVmHref(vm.domainUuid)} className="font-medium hover:underline">
                <HostText text={vm.name} />
              </Link>
            ),
          },
          { id: "host", header: t("columns.host"), cell: (vm) => props.nameOf(vm.hostId) },
          {
            id: "verdict",
            header: t("columns.verdict"),
            cell: (vm) => <VerdictMark verdict={MARKS[vm.verdict]} label={t(`verdicts.${vm.verdict}`)} />,
          },
          {
            id: "beyond",
            header: t("columns.beyond"),
            cell: (vm) => <span className="font-mono">{vm.beyond.length > 0 ? vm.beyond.join(" ") : "–"}</span>,
          },
        ]}
      />
    </div>
  );
}
