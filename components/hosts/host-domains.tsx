"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { domainHref } from "@/components/shell/hrefs.ts";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { HostSnapshot } from "@/lib/contract/index.ts";

/** The VMs of one host; each leads to its own drawer. */
export function HostDomains(props: { readonly host: HostSnapshot }) {
  const t = useTranslations("hosts");
  const tDomains = useTranslations("domains.column");
  const format = useFormat();
  return (
    <SimpleTable
      label={t("drawer.vms")}
      rows={props.host.domains}
      rowId={(domain) => domain.uuid}
      empty={props.host.facts ? t("drawer.noDomains") : t("cell.noFacts")}
      columns={[
        {
          id: "name",
          header: tDomains("name"),
          cell: (domain) => (
            <Link href={domainHref(domain.uuid, domain.hostId)} className="text-accent hover:underline">
              <HostText text={domain.name} />
            </Link>
          ),
        },
        { id: "state", header: tDomains("state"), cell: (domain) => <DomainStateMark state={domain.state} /> },
        { id: "vcpus", header: tDomains("vcpus"), align: "right", cell: (domain) => format.count(domain.vcpus) },
        { id: "memory", header: tDomains("memory"), align: "right", cell: (domain) => format.bytes(domain.memoryBytes) },
      ]}
    />
  );
}
