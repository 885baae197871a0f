"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import type { Place } from "@/lib/core/preflight/rank.ts";

/** "Best: all checks pass, storage in place, 12 GiB free": a host's place for one VM and why, or only why. */
export function PlaceLine({ place, reasonsOnly }: { readonly place: Place; readonly reasonsOnly?: boolean }) {
  const t = useTranslations("matrix.place");
  const message = useMessage();
  const reasons = place.reasons.map(message).join(t("separator"));
  if (reasonsOnly) return reasons;
  return place.best ? t("best", { reasons }) : t("nth", { place: place.place, reasons });
}
