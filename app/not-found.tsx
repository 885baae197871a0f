"use client";

import { Compass } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";

/** What an address that leads nowhere shows. */
export default function NotFound() {
  const t = useTranslations("common.notFound");
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Compass aria-hidden />}
        title={<h1>{t("title")}</h1>}
        body={t("body")}
        action={
          <Link href="/" className={buttonClass("primary")}>
            {t("home")}
          </Link>
        }
      />
    </main>
  );
}
