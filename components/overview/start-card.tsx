"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { ADD_HOST_HREF } from "@/components/shell/hrefs.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";

/** What to do in an empty console. */
export function StartCard() {
  const t = useTranslations("overview.start");
  return (
    <Card title={t("title")}>
      <ol className="flex list-decimal flex-col gap-1.5 py-4 pr-4 pl-9">
        <li>{t("hosts")}</li>
        <li>{t("preflight")}</li>
        <li>{t("migrate")}</li>
      </ol>
      <div className="border-line border-t px-4 py-3">
        <Link href={ADD_HOST_HREF} className={buttonClass("primary")}>
          <Plus aria-hidden className="size-4" />
          {t("action")}
        </Link>
      </div>
    </Card>
  );
}
