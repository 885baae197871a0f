"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { Brand } from "./brand.tsx";
import { isCurrent, NAV_ITEMS } from "./nav-items.ts";

/** The places of the console: a column at the left, on small screens a row at the bottom where the thumb is. */
export function Nav() {
  const t = useTranslations("common");
  const path = usePathname();
  return (
    <>
      <nav
        aria-label={t("nav.label")}
        className="sticky top-0 hidden h-dvh w-46 shrink-0 flex-col gap-0.5 border-line border-r bg-surface px-2 md:flex print:hidden"
      >
        <div className="flex h-12 items-center px-2">
          <Brand name={t("appName")} />
        </div>
        {NAV_ITEMS.map((item) => (
          <Link
            key={item.key}
            href={item.href}
            aria-current={isCurrent(item, path) ? "page" : undefined}
            className={clsx(
              "flex items-center gap-2.5 rounded-md px-2.5 py-1.5",
              isCurrent(item, path) ? "bg-accent/10 font-medium text-accent" : "text-muted hover:bg-hover hover:text-text",
            )}
          >
            <item.icon aria-hidden className="size-4 shrink-0" />
            {t(`nav.${item.key}`)}
          </Link>
        ))}
      </nav>
      <nav
        aria-label={t("nav.label")}
        className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-6 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
      >
        {NAV_ITEMS.map((item) => (
          <Link
            key={item.key}
            href={item.href}
            aria-current={isCurrent(item, path) ? "page" : undefined}
            className={clsx(
              "flex h-14 min-w-0 flex-col items-center justify-center gap-0.5 text-[0.6875rem] -outline-offset-2",
              isCurrent(item, path) ? "font-medium text-accent" : "text-muted",
            )}
          >
            <item.icon aria-hidden className="size-5 shrink-0" />
            <span className="max-w-full truncate">{t(`nav.${item.key}`)}</span>
          </Link>
        ))}
      </nav>
    </>
  );
}
