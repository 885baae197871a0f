"use client";

import { ArrowRightLeft, RefreshCw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { findingHosts } from "@/components/findings/finding-hosts.ts";
import { FindingsByGroup } from "@/components/findings/findings-by-group.tsx";
import { VerdictCounts } from "@/components/findings/verdict-counts.tsx";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { Drawer } from "@/components/ui/drawer.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import type { HostSnapshot, MatrixCell } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { oneVmHref } from "./one-vm-href.ts";
import { useRecheck } from "./use-recheck.ts";

/** Everything about one VM against one destination: findings in groups, worst first, and a way to look again. */
export function CellDrawer(props: {
  readonly cell: MatrixCell;
  readonly vmName: string;
  readonly hosts: readonly HostSnapshot[];
  /** Not in the view of one VM, which the link leads to. */
  readonly linkToAll: boolean;
  readonly onClose: () => void;
}) {
  const { cell } = props;
  const t = useTranslations("matrix.drawer");
  const message = useMessage();
  const recheck = useRecheck();
  const hosts = findingHosts(props.hosts, cell.sourceHostId, cell.destinationHostId);
  const clean = cell.findings.length > 0 && (cell.verdict === "pass" || cell.verdict === "not-applicable");
  const wizard = `/migrations/new?vm=${cell.domainUuid}&from=${cell.sourceHostId}&to=${cell.destinationHostId}&step=how`;
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={t("title", { vm: visibleText(props.vmName), host: hosts.destinationName })}
      subtitle={
        <>
          <VerdictCounts counts={cell.counts} />
          {cell.observedAtMs === null ? null : (
            <span>
              {t("seen")} <RelativeTime atMs={cell.observedAtMs} />
            </span>
          )}
        </>
      }
      actions={
        <>
          <Button
            busy={recheck.isPending}
            icon={<RefreshCw aria-hidden className="size-4" />}
            onClick={() => recheck.mutate(cell)}
            data-testid="recheck"
          >
            {t("recheck")}
          </Button>
          <Link href={wizard} className={buttonClass("secondary")}>
            <ArrowRightLeft aria-hidden className="size-4" />
            {t("migrate", { host: hosts.destinationName })}
          </Link>
          {props.linkToAll ? (
            <Link href={oneVmHref(cell.domainUuid)} className={buttonClass("ghost", "md", "ml-auto")}>
              {t("allChecks")}
            </Link>
          ) : null}
        </>
      }
    >
      <div className="flex flex-col gap-3" data-testid="findings">
        {recheck.isSuccess ? (
          <Notice tone="pass" live>
            {t("rechecked")}
          </Notice>
        ) : null}
        {recheck.isError ? (
          <Notice tone="danger" live title={t("recheckFailed")}>
            {message(errorOf(recheck.error).data.message)}
            <Detail text={errorOf(recheck.error).data.detail} />
          </Notice>
        ) : null}
        {clean ? <Notice tone="pass">{t("clean")}</Notice> : null}
        {cell.findings.length === 0 ? <p className="text-muted">{t("noFindings")}</p> : null}
        <FindingsByGroup findings={cell.findings} hosts={hosts} />
      </div>
    </Drawer>
  );
}

function Detail({ text }: { readonly text: string | undefined }) {
  return text ? (
    <pre className="mt-1 whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
      <HostText text={text} keepLines />
    </pre>
  ) : null;
}
