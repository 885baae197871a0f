"use client";

import { ArrowRightLeft, ClipboardCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { migrateHref, preflightHref } from "@/components/shell/hrefs.ts";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { visibleText } from "@/lib/format/visible-text.ts";
import type { DomainRow } from "./domain-rows.ts";

/** What can be done with the selected VMs: preflight for all of them, migrate for one. */
export function SelectionActions(props: { readonly rows: readonly DomainRow[] }) {
  const t = useTranslations("domains.action");
  const uuids = [...new Set(props.rows.map(({ domain }) => domain.uuid))];
  const [first, ...rest] = props.rows;
  return (
    <>
      <Link href={preflightHref(uuids)} className={buttonClass("secondary", "sm")}>
        <ClipboardCheck aria-hidden className="size-4" />
        {t("preflightMany", { count: uuids.length })}
      </Link>
      {first && rest.length === 0 ? (
        <Link href={migrateHref(first.domain.uuid, first.domain.hostId)} className={buttonClass("primary", "sm", "max-w-72")}>
          <ArrowRightLeft aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{t("migrateNamed", { name: visibleText(first.domain.name) })}</span>
        </Link>
      ) : (
        <Tooltip content={uuids.length > 1 ? t("oneOnly") : t("onlyHere")}>
          <Button size="sm" aria-disabled className="opacity-55">
            {t("migrate")}
          </Button>
        </Tooltip>
      )}
    </>
  );
}
