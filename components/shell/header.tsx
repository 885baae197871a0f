"use client";

import type { RefObject } from "react";
import { useTranslations } from "use-intl";
import { Brand } from "./brand.tsx";
import { ConnectionBar } from "./connection-bar.tsx";
import { GlobalSearch } from "./global-search.tsx";
import { LiveMark } from "./live-mark.tsx";
import { LanguageMenu, ThemeMenu, UserMenu } from "./preference-menus.tsx";

/** The line above every page: search, live mark with the clock, language, theme, user. */
export function Header(props: {
  readonly userName: string;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onHelp: () => void;
}) {
  const t = useTranslations("common");
  return (
    <header className="sticky top-0 z-20 border-line border-b bg-surface print:hidden">
      <div className="flex h-12 items-center gap-2 px-3 sm:gap-3 sm:px-5">
        <span className="flex md:hidden">
          <Brand name={t("appName")} compact />
        </span>
        <GlobalSearch inputRef={props.searchRef} />
        <span className="ml-auto flex items-center gap-1 sm:gap-2">
          <LiveMark />
          <span className="hidden items-center gap-1 sm:flex">
            <LanguageMenu />
            <ThemeMenu />
            <UserMenu userName={props.userName} onHelp={props.onHelp} withPreferences={false} />
          </span>
          <span className="sm:hidden">
            <UserMenu userName={props.userName} onHelp={props.onHelp} withPreferences />
          </span>
        </span>
      </div>
      <ConnectionBar />
    </header>
  );
}
