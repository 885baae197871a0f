"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { openCases } from "@/lib/core/recovery/open-cases.ts";
import { Brand } from "./brand.tsx";
import { isCurrent, NAV_ITEMS, type NavItem } from "./nav-items.ts";
import { useRecovery } from "./use-recovery.ts";

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
            <OpenCount item={item} />
          </Link>
        ))}
      </nav>
      <nav
        aria-label={t("nav.label")}
        className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-7 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
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
            <span className="relative">
              <item.icon aria-hidden className="size-5 shrink-0" />
              <OpenCount item={item} corner />
            </span>
            <span className="max-w-full truncate">{t(`nav.${item.key}`)}</span>
          </Link>
        ))}
      </nav>
    </>
  );
}

/** How many cases wait at a place; nothing where there is nothing to count. */
function OpenCount(props: { readonly item: NavItem; readonly corner?: boolean }) {
  const t = useTranslations("recovery");
  const recovery = useRecovery();
  const count = props.item.key === "recovery" && recovery.data ? openCases(recovery.data.cases) : 0;
  if (count === 0) return null;
  return (
    <span
      data-testid="recovery-count"
      className={clsx(
        "min-w-5 rounded-full bg-danger-solid px-1 text-center font-medium text-on-accent text-xs leading-5",
        props.corner ? "absolute -top-2 left-3" : "ml-auto",
      )}
    >
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t("counted", { count })}</span>
    </span>
  );
}
