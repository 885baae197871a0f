"use client";

import { useTranslations } from "use-intl";
import { Badge } from "@/components/ui/badge.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { DomainRow } from "./domain-rows.ts";

/** Name and title of a VM; says when it stands on another host as well. */
export function DomainNameCell(props: { readonly row: DomainRow }) {
  const t = useTranslations("domains.cell");
  const { domain, alsoOn, incoming } = props.row;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span className="[overflow-wrap:anywhere]">
        <HostText text={domain.name} />
      </span>
      {domain.title && (
        <span className="font-normal text-muted text-sm">
          <HostText text={domain.title} />
        </span>
      )}
      {incoming && <Badge tone="accent">{t("incoming")}</Badge>}
      {alsoOn.length > 0 && <Badge tone="warn">{t("twice", { hosts: alsoOn.join(", ") })}</Badge>}
    </span>
  );
}
