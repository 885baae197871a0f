"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { HostSnapshot, MigrationRecord } from "@/lib/contract/index.ts";
import { unfinished } from "./attention.ts";

/** Three figures that lead to their lists. */
export function CountTiles(props: {
  readonly hosts: readonly HostSnapshot[] | undefined;
  readonly migrations: readonly MigrationRecord[] | undefined;
}) {
  const t = useTranslations("overview.counts");
  const format = useFormat();
  const { hosts, migrations } = props;
  const domains = hosts?.flatMap((host) => host.domains);
  // A VM on the move stands on two hosts and is one.
  const count = (some: typeof domains) => new Set(some?.map((domain) => domain.uuid)).size;
  const open = migrations && unfinished(migrations);
  const queued = open?.filter((record) => record.state === "queued").length ?? 0;
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <Tile
        href="/hosts"
        label={t("hosts")}
        figure={hosts && format.count(hosts.length)}
        detail={
          hosts?.length === 0
            ? t("none")
            : t("hostsAway", { count: hosts?.filter((host) => host.state !== "online").length ?? 0 })
        }
      />
      <Tile
        href="/domains"
        label={t("domains")}
        figure={domains && format.count(count(domains))}
        detail={t("domainsRunning", { count: count(domains?.filter((domain) => domain.state === "running")) })}
      />
      <Tile
        href="/migrations"
        label={t("migrations")}
        figure={open && format.count(open.length)}
        detail={t("migrationsRunning", { running: (open?.length ?? 0) - queued, queued })}
      />
    </div>
  );
}

function Tile(props: { readonly href: string; readonly label: string; readonly figure: ReactNode; readonly detail: ReactNode }) {
  return (
    <Link
      href={props.href}
      className="rounded-lg border border-line bg-surface px-4 py-2.5 last:col-span-2 hover:bg-hover sm:last:col-span-1"
    >
      <span className="block text-muted text-sm">{props.label}</span>
      {props.figure === undefined ? (
        <Skeleton className="my-1.5 h-6 w-24" />
      ) : (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold text-xl leading-9">{props.figure}</span>
          <span className="text-muted text-sm">{props.detail}</span>
        </span>
      )}
    </Link>
  );
}
