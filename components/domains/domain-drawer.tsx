"use client";

import { ArrowRightLeft, ClipboardCheck } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useUrlState } from "@/components/i18n/use-url-state.ts";
import { domainHref, hostHref, migrateHref, migrationHref, preflightHref } from "@/components/shell/hrefs.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { Drawer } from "@/components/ui/drawer.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { Tabs } from "@/components/ui/tabs.tsx";
import { visibleText } from "@/lib/format/visible-text.ts";
import { DomainDevices } from "./domain-devices.tsx";
import { DomainDisks } from "./domain-disks.tsx";
import { DomainFacts } from "./domain-facts.tsx";
import { DomainNics } from "./domain-nics.tsx";
import type { DomainRow } from "./domain-rows.ts";
import { MoveCell } from "./move-cell.tsx";

const TABS = ["overview", "disks", "network", "devices"] as const;

/** Details of the VM that the address names; `rows` undefined = still loading. */
export function DomainDrawer(props: {
  readonly rows: readonly DomainRow[] | undefined;
  readonly uuid: string | null;
  readonly hostId: string | null;
  readonly onClose: () => void;
}) {
  const t = useTranslations("domains");
  const tAge = useTranslations("common.age");
  const here = props.rows?.filter(({ domain }) => domain.uuid === props.uuid) ?? [];
  // A link without a host is good as long as the VM stands on one only.
  const named =
    here.find(({ domain }) => domain.hostId === props.hostId) ??
    (props.hostId === null && here.length === 1 ? here[0] : undefined);
  // Kept while the drawer closes, so that it does not go blank on its way out.
  const [last, setLast] = useState(named);
  useEffect(() => {
    if (props.uuid !== null) setLast(named);
  }, [named, props.uuid]);
  const row = props.uuid === null ? last : named;
  const elsewhere = here[0];
  return (
    <Drawer
      open={props.uuid !== null}
      onClose={props.onClose}
      width="lg"
      title={row ? <HostText text={row.domain.name} /> : t("title")}
      subtitle={
        row && (
          <>
            <DomainStateMark state={row.domain.state} />
            <Link href={hostHref(row.domain.hostId)} className="text-accent hover:underline">
              <HostText text={row.host.registration.name} />
            </Link>
            {row.host.observedAtMs !== null && (
              <span>{tAge.rich("seen", { when: () => <RelativeTime key="when" atMs={row.host.observedAtMs ?? 0} /> })}</span>
            )}
          </>
        )
      }
      actions={row && <DomainActions row={row} />}
    >
      {row && <DomainDetails row={row} />}
      {!row && !props.rows && <Skeleton className="w-2/3" />}
      {!row && props.rows && (
        <Notice
          actions={
            elsewhere && (
              <Link href={domainHref(elsewhere.domain.uuid, elsewhere.domain.hostId)} className={buttonClass("secondary", "sm")}>
                {t("drawer.openThere")}
              </Link>
            )
          }
        >
          {t("drawer.notFound")} {elsewhere && t("drawer.notFoundElsewhere", { host: elsewhere.host.registration.name })}
        </Notice>
      )}
    </Drawer>
  );
}

function DomainActions(props: { readonly row: DomainRow }) {
  const t = useTranslations("domains.action");
  const { domain, migration } = props.row;
  return (
    <>
      {migration ? (
        <Link href={migrationHref(migration.id)} className={buttonClass("primary")}>
          {t("openMigration")}
        </Link>
      ) : (
        <Link href={migrateHref(domain.uuid, domain.hostId)} className={buttonClass("primary", "md", "max-w-full")}>
          <ArrowRightLeft aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{t("migrateNamed", { name: visibleText(domain.name) })}</span>
        </Link>
      )}
      <Link href={preflightHref([domain.uuid])} className={buttonClass("secondary")}>
        <ClipboardCheck aria-hidden className="size-4" />
        {t("preflight")}
      </Link>
    </>
  );
}

function DomainDetails(props: { readonly row: DomainRow }) {
  const t = useTranslations("domains.drawer");
  const [params, setUrl] = useUrlState();
  const { row } = props;
  const tab = TABS.find((one) => one === params.get("tab")) ?? "overview";
  return (
    <div className="flex flex-col gap-3">
      {row.migration && (
        <Notice title={row.incoming ? t("incoming") : t("onMove")}>
          <MoveCell migration={row.migration} incoming={row.incoming} />
        </Notice>
      )}
      <Tabs
        label={t("sections")}
        value={tab}
        onChange={(next) => setUrl({ tab: next === "overview" ? null : next })}
        tabs={[
          { value: "overview", label: t("overview"), content: <DomainFacts row={row} /> },
          { value: "disks", label: t("disks"), content: <DomainDisks disks={row.domain.disks} /> },
          { value: "network", label: t("network"), content: <DomainNics nics={row.domain.nics} /> },
          { value: "devices", label: t("devices"), content: <DomainDevices devices={row.domain.hostDevices} /> },
        ]}
      />
    </div>
  );
}
