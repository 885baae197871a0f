import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";
import { IntlProvider } from "@/components/i18n/intl-provider.tsx";
import { parseTheme, THEME_COOKIE } from "@/components/shell/theme.ts";
import { chooseLocale, LOCALE_COOKIE } from "@/lib/i18n/locales.ts";
import { messagesFor } from "@/lib/i18n/messages.ts";

export const metadata: Metadata = { title: { default: "VirtFerry", template: "%s · VirtFerry" }, robots: { index: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The document: language and theme from the cookies, so that the first paint is right. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, sent.get("accept-language"));
  return (
    <html lang={locale} data-theme={parseTheme(jar.get(THEME_COOKIE)?.value)}>
      <body>
        <div id="app">
          <IntlProvider locale={locale} messages={messagesFor(locale)} nowMs={Date.now()}>
            {children}
          </IntlProvider>
        </div>
      </body>
    </html>
  );
}
