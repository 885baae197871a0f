"use client";

import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { cellsQuery } from "@/lib/client/queries/cells.ts";
import type { DomainUuid, MatrixCell } from "@/lib/contract/index.ts";
import { useMatrixModel } from "../matrix/use-matrix-model.ts";
import type { MatrixFilter } from "../search-params.ts";
import { reportBatches } from "./batches.ts";

const NOTHING_IN_SIGHT = { first: 0, end: 0 };

function together(answers: readonly UseQueryResult<readonly MatrixCell[]>[]) {
  return {
    lists: answers.flatMap(({ data }) => (data ? [data] : [])),
    waiting: answers.some(({ isPending }) => isPending),
    error: answers.find(({ data, error }) => data === undefined && error !== null)?.error ?? null,
    atMs: Math.min(...answers.map(({ dataUpdatedAt }) => dataUpdatedAt)),
  };
}

/** Every finding of the VMs and hosts that the filter shows, as they are at this moment: a report does not change while it is read. */
export function useReport(filter: MatrixFilter) {
  const model = useMatrixModel(filter, { sight: NOTHING_IN_SIGHT, all: true, open: null });
  const known = model.answer.data !== undefined && model.cells.missing === 0;
  const { batches, left } = useMemo(
    () => (known ? reportBatches(model.shown, model.compared.length) : { batches: [], left: 0 }),
    [known, model.shown, model.compared.length],
  );
  const { lists, ...rest } = useQueries({
    queries: batches.map((rows) => ({
      ...cellsQuery(
        rows.map(({ domain }) => domain.uuid),
        model.hostIds,
      ),
      refetchInterval: false as const,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnMount: "always" as const,
    })),
    combine: together,
  });
  const cells = useMemo(() => Map.groupBy<DomainUuid, MatrixCell>(lists.flat(), (cell) => cell.domainUuid), [lists]);
  return {
    model,
    rows: batches.flat(),
    left,
    cells,
    ready: known && !rest.waiting,
    error: model.answer.error ?? model.cells.error ?? rest.error,
    atMs: rest.atMs,
  };
}
