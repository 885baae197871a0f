"use client";

import { Grid3x3 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { ADD_HOST_HREF } from "@/components/shell/hrefs.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";

/** In place of a matrix that has no rows or nowhere to go: what is missing. */
export function NothingToCheck({ hosts }: { readonly hosts: number }) {
  const t = useTranslations("matrix.empty");
  const [title, body] =
    hosts === 0
      ? [t("noHosts"), t("noHostsHint")]
      : hosts === 1
        ? [t("oneHost"), t("oneHostHint")]
        : [t("noVms"), t("noVmsHint")];
  return (
    <EmptyState
      icon={<Grid3x3 aria-hidden />}
      title={title}
      body={body}
      action={
        hosts < 2 ? (
          <Link href={ADD_HOST_HREF} className={buttonClass("primary")}>
            {t("addHost")}
          </Link>
        ) : null
      }
    />
  );
}
