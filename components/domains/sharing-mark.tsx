"use client";

import { HardDrive, Minus, Share2, Shuffle } from "lucide-react";
import { useTranslations } from "use-intl";
import { VerdictIcon } from "@/components/ui/verdict-icon.tsx";
import type { SharingSummary } from "./domain-rows.ts";

const ICONS = { shared: Share2, local: HardDrive, mixed: Shuffle, none: Minus };

/** Where disks lie: shared, local, mixed or unknown, as icon and word. */
export function SharingMark(props: { readonly sharing: SharingSummary }) {
  const t = useTranslations("domains.sharing");
  const { sharing } = props;
  const Icon = sharing === "unknown" ? null : ICONS[sharing];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap align-middle">
      {Icon ? <Icon aria-hidden className="size-4 shrink-0 text-muted" /> : <VerdictIcon verdict="unknown" />}
      {t(sharing)}
    </span>
  );
}
