"use client";

import { CircleUser, Keyboard, Languages, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button.tsx";
import { Menu, type MenuItem } from "@/components/ui/menu.tsx";
import { signOut } from "@/lib/client/auth.ts";
import { LOCALES } from "@/lib/i18n/locales.ts";
import { THEMES, type Theme } from "./theme.ts";
import { LOCALE_NAMES, useSetLocale } from "./use-set-locale.ts";
import { setTheme, useTheme } from "./use-theme.ts";

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };
const THEME_KEYS = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;

function useLanguageItems(): readonly MenuItem[] {
  const locale = useLocale();
  const setLocale = useSetLocale();
  return LOCALES.map((one) => ({
    id: one,
    label: <span lang={one}>{LOCALE_NAMES[one]}</span>,
    checked: one === locale,
    onSelect: () => setLocale(one),
  }));
}

function useThemeItems(theme: Theme): readonly MenuItem[] {
  const t = useTranslations("common.shell");
  return THEMES.map((one) => {
    const Icon = THEME_ICONS[one];
    return {
      id: `theme-${one}`,
      label: t(THEME_KEYS[one]),
      icon: <Icon aria-hidden className="size-4" />,
      checked: one === theme,
      onSelect: () => setTheme(one),
    };
  });
}

/** The languages, by their own names. */
export function LanguageMenu() {
  const t = useTranslations("common.shell");
  const short = useLocale() === "en" ? "EN" : "中文";
  return (
    <Menu
      trigger={
        <button type="button" aria-label={`${t("language")}: ${short}`} title={t("language")} className={buttonClass("ghost")}>
          <Languages aria-hidden className="size-4" />
          <span className="hidden text-sm lg:inline">{short}</span>
        </button>
      }
      items={useLanguageItems()}
    />
  );
}

/** Light, dark or as the system. */
export function ThemeMenu() {
  const t = useTranslations("common.shell");
  const theme = useTheme();
  const Icon = THEME_ICONS[theme];
  return (
    <Menu
      trigger={
        <button type="button" aria-label={t("theme")} title={t("theme")} className={buttonClass("ghost", "md", "", true)}>
          <Icon aria-hidden className="size-4" />
        </button>
      }
      items={useThemeItems(theme)}
    />
  );
}

/** Who is signed in, the keyboard help and the way out; on small screens language and theme are in here too. */
export function UserMenu(props: { readonly userName: string; readonly onHelp: () => void; readonly withPreferences: boolean }) {
  const t = useTranslations("common.shell");
  const [leaving, setLeaving] = useState(false);
  const languages = useLanguageItems();
  const themes = useThemeItems(useTheme());
  const leave = () => {
    setLeaving(true);
    signOut().catch(() => setLeaving(false));
  };
  return (
    <Menu
      heading={t("user", { name: props.userName })}
      trigger={
        <button type="button" aria-label={t("user", { name: props.userName })} className={buttonClass("ghost")}>
          <CircleUser aria-hidden className="size-4" />
          <span className="hidden max-w-32 truncate text-sm lg:inline">{props.userName}</span>
        </button>
      }
      items={[
        ...(props.withPreferences ? [...languages, ...themes] : []),
        { id: "help", label: t("help"), icon: <Keyboard aria-hidden className="size-4" />, onSelect: props.onHelp },
        {
          id: "sign-out",
          label: leaving ? t("signingOut") : t("signOut"),
          icon: <LogOut aria-hidden className="size-4" />,
          disabled: leaving,
          onSelect: leave,
        },
      ]}
    />
  );
}
