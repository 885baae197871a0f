"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { migrationHref } from "@/components/shell/hrefs.ts";
import { migrationsQuery } from "@/lib/client/queries/migrations.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import type { MigrationRecord } from "@/lib/contract/index.ts";

/** Which try this is, with the way to the one before and the one after; nothing for one that is never tried again. */
export function Tries({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("queue.page");
  const { attempt, retry, retryOf } = record.queue;
  if (retry.times === 0) return null;
  return (
    <span className="flex flex-wrap gap-x-2" data-testid="tries">
      <span>{t("attempt", { attempt, most: retry.times + 1 })}</span>
      {retryOf === null ? null : (
        <Link href={migrationHref(retryOf)} className="text-accent">
          {t("before")}
        </Link>
      )}
      {record.state === "failed" && attempt <= retry.times ? <NextTry record={record} /> : null}
    </span>
  );
}

function NextTry({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("queue.page");
  useRoom("migrations");
  const all = useQuery(migrationsQuery());
  const next = all.data?.find(({ queue }) => queue.retryOf === record.id);
  if (!next) return null;
  return (
    <Link href={migrationHref(next.id)} className="text-accent" data-testid="next-try">
      {t("next")}
    </Link>
  );
}
