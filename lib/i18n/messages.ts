import { en } from "./en/index.ts";
import type { Locale } from "./locales.ts";
import type { Translated } from "./shape.ts";
import { zhCN } from "./zh-CN/index.ts";

export type Messages = Translated<typeof en>;

const BY_LOCALE: Record<Locale, Messages> = { en, "zh-CN": zhCN };

/** All messages of a language. Texts are ICU messages; values that come from hosts are only ever arguments. */
export function messagesFor(locale: Locale): Messages {
  return BY_LOCALE[locale];
}
