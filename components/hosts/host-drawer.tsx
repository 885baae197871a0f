"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useUrlState } from "@/components/i18n/use-url-state.ts";
import { domainsOfHostHref } from "@/components/shell/hrefs.ts";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { Drawer } from "@/components/ui/drawer.tsx";
import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { Tabs } from "@/components/ui/tabs.tsx";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { HostAccess } from "./host-access.tsx";
import { HostDomains } from "./host-domains.tsx";
import { HostFactList } from "./host-fact-list.tsx";
import { HostFixes } from "./host-fixes.tsx";
import { HostNetwork } from "./host-network.tsx";
import { HostPaths } from "./host-paths.tsx";
import { HostProblemNotice } from "./host-problem-notice.tsx";
import { HostStorage } from "./host-storage.tsx";
import { RemoveHostDialog } from "./remove-host-dialog.tsx";

const TABS = ["vms", "facts", "storage", "network", "paths", "access", "ran"] as const;

/** Details of the host that the address names; `hosts` undefined = still loading. */
export function HostDrawer(props: {
  readonly hosts: readonly HostSnapshot[] | undefined;
  readonly hostId: string | null;
  readonly onClose: () => void;
}) {
  const t = useTranslations("hosts");
  const tAge = useTranslations("common.age");
  const [removing, setRemoving] = useState(false);
  const named = props.hosts?.find((host) => host.registration.id === props.hostId);
  // Kept while the drawer closes, so that it does not go blank on its way out.
  const [last, setLast] = useState(named);
  useEffect(() => {
    if (props.hostId !== null) setLast(named);
  }, [named, props.hostId]);
  const host = props.hostId === null ? last : named;
  return (
    <Drawer
      open={props.hostId !== null}
      onClose={props.onClose}
      width="lg"
      title={host ? <HostText text={host.registration.name} /> : t("title")}
      subtitle={
        host && (
          <>
            <HostStateMark state={host.state} />
            <span>
              {host.observedAtMs === null
                ? tAge("never")
                : tAge.rich("seen", { when: () => <RelativeTime key="when" atMs={host.observedAtMs ?? 0} /> })}
            </span>
          </>
        )
      }
      actions={
        host && (
          <>
            <Link href={domainsOfHostHref(host.registration.id)} className={buttonClass("secondary")}>
              {t("drawer.showAllVms")}
            </Link>
            <Button
              variant="ghost"
              className="ml-auto"
              icon={<Trash2 aria-hidden className="size-4" />}
              onClick={() => setRemoving(true)}
            >
              {t("drawer.remove")}
            </Button>
          </>
        )
      }
    >
      {host && <HostDetails host={host} hosts={props.hosts ?? []} />}
      {!host && props.hosts && <Notice>{t("drawer.notFound")}</Notice>}
      {!props.hosts && <Skeleton className="w-2/3" />}
      {host && (
        <RemoveHostDialog
          host={host.registration}
          open={removing}
          onClose={() => setRemoving(false)}
          onRemoved={() => {
            setRemoving(false);
            props.onClose();
          }}
        />
      )}
    </Drawer>
  );
}

function HostDetails(props: { readonly host: HostSnapshot; readonly hosts: readonly HostSnapshot[] }) {
  const t = useTranslations("hosts.drawer");
  const [params, setUrl] = useUrlState();
  const { host, hosts } = props;
  const tab = TABS.find((one) => one === params.get("tab")) ?? "vms";
  return (
    <div className="flex flex-col gap-3">
      <HostProblemNotice host={host} />
      <Tabs
        label={t("sections")}
        value={tab}
        onChange={(next) => setUrl({ tab: next === "vms" ? null : next })}
        tabs={[
          { value: "vms", label: t("vms"), content: <HostDomains host={host} /> },
          { value: "facts", label: t("facts"), content: <HostFactList host={host} /> },
          { value: "storage", label: t("storage"), content: <HostStorage facts={host.facts} /> },
          { value: "network", label: t("network"), content: <HostNetwork facts={host.facts} /> },
          { value: "paths", label: t("paths"), content: <HostPaths host={host} hosts={hosts} /> },
          { value: "access", label: t("access"), content: <HostAccess host={host} /> },
          { value: "ran", label: t("ran"), content: <HostFixes host={host} hosts={hosts} /> },
        ]}
      />
    </div>
  );
}
