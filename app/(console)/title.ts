import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { chooseLocale, LOCALE_COOKIE } from "@/lib/i18n/locales.ts";
import { messagesFor } from "@/lib/i18n/messages.ts";

/** The window title of a page, in the language of the request. */
export async function titleOf(
  place: "overview" | "hosts" | "domains" | "preflight" | "migrations" | "recovery" | "settings",
): Promise<Metadata> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, sent.get("accept-language"));
  return { title: messagesFor(locale).common.nav[place] };
}
