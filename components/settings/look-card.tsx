"use client";

import { useLocale, useTranslations } from "use-intl";
import { THEMES } from "@/components/shell/theme.ts";
import { LOCALE_NAMES, useSetLocale } from "@/components/shell/use-set-locale.ts";
import { setTheme, useTheme } from "@/components/shell/use-theme.ts";
import { Card } from "@/components/ui/card.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Select } from "@/components/ui/select.tsx";
import { LOCALES } from "@/lib/i18n/locales.ts";

const THEME_KEYS = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;

/** Language and colour scheme of this browser. */
export function LookCard() {
  const t = useTranslations("settings.look");
  const tShell = useTranslations("common.shell");
  const locale = useLocale();
  const setLocale = useSetLocale();
  const theme = useTheme();
  return (
    <Card title={t("title")}>
      <div className="grid gap-3 px-4 py-4 sm:grid-cols-2">
        <Field label={t("language")}>
          <Select
            value={locale}
            onChange={setLocale}
            options={LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one] }))}
          />
        </Field>
        <Field label={t("theme")}>
          <Select
            value={theme}
            onChange={setTheme}
            options={THEMES.map((one) => ({ value: one, label: tShell(THEME_KEYS[one]) }))}
          />
        </Field>
        <p className="text-muted text-sm sm:col-span-2">{t("hint")}</p>
      </div>
    </Card>
  );
}
