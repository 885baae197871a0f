"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { LOCALE_COOKIE, type Locale } from "@/lib/i18n/locales.ts";
import { setPreferenceCookie } from "./preference-cookie.ts";

/** The languages in their own words: not translated, so that everybody finds theirs. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", "zh-CN": "简体中文" };

/** Chooses the language: keeps it in the cookie and renders the page anew; what is open and typed stays. */
export function useSetLocale(): (locale: Locale) => void {
  const router = useRouter();
  return useCallback(
    (locale) => {
      setPreferenceCookie(LOCALE_COOKIE, locale);
      document.documentElement.lang = locale;
      router.refresh();
    },
    [router],
  );
}
