"use client";

import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { useTypedUrlState } from "@/components/url/use-typed-url-state.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { CheckMatrix } from "../by-check/check-matrix.tsx";
import type { Sight } from "../grid/sight.ts";
import { type MatrixParams, matrixCodec } from "../search-params.ts";
import { MatrixActions } from "./matrix-actions.tsx";
import { MatrixFilters } from "./matrix-filters.tsx";
import { MatrixGrid } from "./matrix-grid.tsx";
import { NothingToCheck } from "./nothing-to-check.tsx";
import { OpenCell } from "./open-cell.tsx";
import { useMatrixModel } from "./use-matrix-model.ts";

/** Enough for a first screen; the grid tells what is really in sight. */
const FIRST_SIGHT: Sight = { first: 0, end: 20 };

/** The preflight page: every VM against every host, or every check that troubles somebody. */
export function MatrixView() {
  const t = useTranslations("matrix");
  const message = useMessage();
  const [params, setParams] = useTypedUrlState(matrixCodec);
  const [sight, setSight] = useState(FIRST_SIGHT);
  const onSight = useCallback((rows: Sight) => setSight(rows), []);
  const model = useMatrixModel(params, { sight, all: params.by === "check", open: params.vm });
  const { answer, cells, hosts, shown } = model;
  const failed = (answer.data ? null : answer.error) ?? cells.error;
  const change = (next: Partial<MatrixParams>, how: "push" | "replace" = "replace") => setParams({ ...params, ...next }, how);
  return (
    <Page title={t("title")} aside={<span>{t("lead")}</span>} actions={<MatrixActions params={params} model={model} />}>
      <section aria-label={t("gridLabel")} className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
        {failed ? (
          <ErrorState
            title={t("failed")}
            body={message(errorOf(failed).data.message)}
            detail={errorOf(failed).data.detail}
            onRetry={() => void Promise.all([answer.refetch(), cells.retry()])}
            retrying={answer.isFetching || cells.fetching}
          />
        ) : model.rows.length === 0 || hosts.length < 2 ? (
          <NothingToCheck hosts={hosts.length} />
        ) : (
          <>
            <MatrixFilters
              params={params}
              hosts={hosts}
              count={t("count", { shown: shown.length, total: model.rows.length })}
              onChange={change}
            />
            {params.by === "check" ? (
              <CheckMatrix params={params} model={model} change={change} />
            ) : shown.length > 0 || cells.missing > 0 ? (
              <MatrixGrid
                rows={shown}
                hosts={model.columns}
                compared={model.compared}
                book={cells.book}
                openCell={params.vm && params.to ? { vm: params.vm, to: params.to } : null}
                onOpen={(row, to) => change({ vm: row.domain.uuid, to, rule: null }, "push")}
                onSight={onSight}
              />
            ) : (
              <EmptyState title={t("empty.noMatch")} body={t("empty.noMatchHint")} />
            )}
          </>
        )}
      </section>
      <OpenCell
        params={params}
        model={model}
        onClose={() => change(params.by === "check" && params.rule ? { vm: null } : { vm: null, to: null, rule: null })}
      />
    </Page>
  );
}
