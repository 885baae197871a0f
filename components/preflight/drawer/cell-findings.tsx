"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { FindingHosts } from "@/components/findings/finding-item.tsx";
import { FindingsByGroup } from "@/components/findings/findings-by-group.tsx";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import type { MatrixCell } from "@/lib/contract/index.ts";
import type { Place } from "@/lib/core/preflight/rank.ts";
import { PlaceLine } from "../place-line.tsx";

/** The inside of a cell's drawer: what a fresh check said, the host's place, the findings. */
export function CellFindings(props: {
  /** Undefined while it is on its way. */
  readonly cell: MatrixCell | undefined;
  readonly failed: Error | null;
  readonly onRetry: () => void;
  readonly retrying: boolean;
  readonly place: Place | null;
  readonly rule: string | null;
  readonly hosts: FindingHosts;
  readonly recheck: { readonly isSuccess: boolean; readonly error: Error | null };
}) {
  const { cell, failed, recheck, rule } = props;
  const t = useTranslations("matrix.drawer");
  const message = useMessage();
  const findings = useRef<HTMLDivElement>(null);
  const there = cell !== undefined;
  useEffect(() => {
    if (there && rule) findings.current?.querySelector(`[data-rule="${rule}"]`)?.scrollIntoView({ block: "start" });
  }, [there, rule]);
  if (failed) {
    const { data } = errorOf(failed);
    return <ErrorState body={message(data.message)} detail={data.detail} onRetry={props.onRetry} retrying={props.retrying} />;
  }
  const clean = there && cell.findings.length > 0 && (cell.verdict === "pass" || cell.verdict === "not-applicable");
  return (
    <div ref={findings} className="flex flex-col gap-3" data-testid="findings">
      {recheck.isSuccess ? (
        <Notice tone="pass" live>
          {t("rechecked")}
        </Notice>
      ) : null}
      {recheck.error ? (
        <Notice tone="danger" live title={t("recheckFailed")}>
          {message(errorOf(recheck.error).data.message)}
          <Detail text={errorOf(recheck.error).data.detail} />
        </Notice>
      ) : null}
      {props.place ? (
        <p className="text-muted text-sm" data-testid="place">
          <PlaceLine place={props.place} />
        </p>
      ) : null}
      {clean ? <Notice tone="pass">{t("clean")}</Notice> : null}
      {!there ? (
        <div className="flex flex-col gap-3">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="w-3/5" />
        </div>
      ) : cell.findings.length === 0 ? (
        <p className="text-muted">{t("noFindings")}</p>
      ) : (
        <FindingsByGroup findings={cell.findings} hosts={props.hosts} />
      )}
    </div>
  );
}

function Detail({ text }: { readonly text: string | undefined }) {
  return text ? (
    <pre className="mt-1 whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
      <HostText text={text} keepLines />
    </pre>
  ) : null;
}
