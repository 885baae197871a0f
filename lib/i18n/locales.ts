/** Languages of the console. The cookie `locale` holds the choice; without it the browser's Accept-Language decides. */
export const LOCALES = ["en", "zh-CN"] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_COOKIE = "locale";

/** Picks the locale from the cookie's value, then from an Accept-Language header, else English. */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const chosen = LOCALES.find((locale) => locale === cookie);
  if (chosen) return chosen;
  const preferred = (acceptLanguage ?? "").split(",")[0]?.trim().toLowerCase() ?? "";
  return preferred.startsWith("zh") ? "zh-CN" : "en";
}
