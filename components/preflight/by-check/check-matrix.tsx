"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { MatrixModel } from "../matrix/use-matrix-model.ts";
import type { MatrixParams } from "../search-params.ts";
import { CheckDrawer } from "./check-drawer.tsx";
import { CheckGrid } from "./check-grid.tsx";
import { troubledChecks } from "./troubled-checks.ts";

/** The matrix by check: what troubles the VMs that are shown, and where. */
export function CheckMatrix(props: {
  readonly params: MatrixParams;
  readonly model: MatrixModel;
  readonly change: (next: Partial<MatrixParams>, how?: "push" | "replace") => void;
}) {
  const { params, model, change } = props;
  const t = useTranslations("matrix.byCheck");
  const { book, missing } = model.cells;
  const checks = useMemo(() => troubledChecks(model.shown, model.columns, book), [model.shown, model.columns, book]);
  const host = model.hosts.find(({ registration }) => registration.id === params.to);
  const open = params.rule && host && !params.vm ? { ruleId: params.rule, host } : null;
  return (
    <>
      {checks.length > 0 ? (
        <CheckGrid checks={checks} hosts={model.columns} onOpen={(rule, to) => change({ rule, to, vm: null }, "push")} />
      ) : missing > 0 ? (
        <div role="status" aria-label={t("loading")} className="flex flex-col gap-4 px-3 py-5">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="w-3/5" />
        </div>
      ) : (
        <EmptyState title={t("none")} body={t("noneHint")} />
      )}
      {open ? (
        <CheckDrawer
          ruleId={open.ruleId}
          host={open.host}
          there={checks.find(({ ruleId }) => ruleId === open.ruleId)?.byHost.get(open.host.registration.id)}
          rows={model.shown}
          onOpen={(vm) => change({ vm }, "push")}
          onClose={() => change({ rule: null, to: null })}
        />
      ) : null}
    </>
  );
}
