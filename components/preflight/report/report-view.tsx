"use client";

import { Printer } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { Page } from "@/components/ui/page.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { useTypedUrlState } from "@/components/url/use-typed-url-state.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { filterCodec, writeMatrixFilter } from "../search-params.ts";
import { ReportHosts } from "./report-hosts.tsx";
import { ReportVm } from "./report-vm.tsx";
import { useReport } from "./use-report.ts";

/** What the matrix shows, on paper: hosts, then a page for each VM with what every host says to it. */
export function ReportView() {
  const t = useTranslations("report");
  const message = useMessage();
  const format = useFormat();
  const [filter] = useTypedUrlState(filterCodec);
  const report = useReport(filter);
  const { model, rows, ready, error } = report;
  const query = writeMatrixFilter(filter);
  return (
    <Page
      title={t("title")}
      aside={ready && rows.length > 0 ? <span>{t("asOf", { time: format.dateTime(report.atMs) })}</span> : null}
      actions={
        <span className="flex gap-2 print:hidden">
          <Link href={query === "" ? "/preflight" : `/preflight?${query}`} className={buttonClass("ghost")}>
            {t("back")}
          </Link>
          <Button
            variant="primary"
            disabled={!ready || rows.length === 0}
            icon={<Printer aria-hidden className="size-4" />}
            onClick={() => window.print()}
          >
            {t("print")}
          </Button>
        </span>
      }
    >
      {error ? (
        <ErrorState
          body={message(errorOf(error).data.message)}
          detail={errorOf(error).data.detail}
          onRetry={() => window.location.reload()}
        />
      ) : !ready ? (
        <div role="status" className="flex flex-col gap-3">
          <p className="text-muted">{t("collecting")}</p>
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState title={t("nothing")} body={t("nothingHint")} />
      ) : (
        <div className="flex flex-col gap-6" data-testid="report">
          <p>{t("covers", { vms: rows.length, hosts: model.columns.length })}</p>
          {report.left > 0 ? <Notice tone="warn">{t("cut", { left: report.left })}</Notice> : null}
          <ReportHosts hosts={model.hosts} />
          {rows.map((row) => (
            <ReportVm
              key={row.domain.uuid}
              row={row}
              cells={report.cells.get(row.domain.uuid) ?? []}
              hosts={model.hosts}
              compared={model.compared}
              columns={model.columns}
            />
          ))}
        </div>
      )}
    </Page>
  );
}
