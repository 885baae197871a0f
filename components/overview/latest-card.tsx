"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { migrationHref } from "@/components/shell/hrefs.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { MigrationStateMark } from "@/components/ui/migration-state-mark.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";

const SHOWN = 6;

/** The last migrations that ended. Nothing before the first. */
export function LatestCard(props: { readonly migrations: readonly MigrationRecord[] | undefined }) {
  const t = useTranslations("overview");
  const tRunning = useTranslations("overview.running");
  const format = useFormat();
  const ended = props.migrations?.filter((record) => record.endedAtMs !== null).slice(0, SHOWN) ?? [];
  if (ended.length === 0) return null;
  return (
    <Card
      title={t("latest.title")}
      actions={
        <Link href="/migrations" className={buttonClass("ghost", "sm")}>
          {t("latest.all")}
        </Link>
      }
    >
      <ul>
        {ended.map((record) => (
          <li key={record.id} className="border-line border-b last:border-0">
            <Link
              href={migrationHref(record.id)}
              className="grid grid-cols-[1fr_auto] items-center gap-x-4 px-4 py-2 hover:bg-hover sm:grid-cols-[1fr_10rem_6rem_5rem]"
            >
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="font-medium">
                  <HostText text={record.domainName} />
                </span>{" "}
                <span className="whitespace-nowrap text-muted text-sm">
                  <HostText text={record.sourceHostName} />
                  <ArrowRight
                    role="img"
                    aria-label={tRunning("route", { source: record.sourceHostName, destination: record.destinationHostName })}
                    className="mx-1 inline size-3.5"
                  />
                  <HostText text={record.destinationHostName} />
                </span>
              </span>
              <MigrationStateMark state={record.state} />
              <span className="text-muted text-sm">
                {record.result && t("latest.took", { time: format.duration(record.result.totalMs) })}
              </span>
              <span className="text-right text-muted text-sm">
                {record.endedAtMs !== null && <RelativeTime atMs={record.endedAtMs} />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
