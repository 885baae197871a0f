"use client";

import { type UseQueryResult, useQueries, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { cellsAtHand, matrixQuery } from "@/lib/client/queries/matrix.ts";
import type { DomainUuid, HostId, MatrixSummary } from "@/lib/contract/index.ts";
import { bookOf, type CellBook } from "../rows.ts";

type Answer = UseQueryResult<readonly MatrixSummary[]>;

/** What the windows have together. A function of the module, so that it is worked out only when an answer changes. */
function together(answers: readonly Answer[]) {
  return {
    lists: answers.flatMap(({ data }) => (data ? [data] : [])),
    /** Windows without an answer yet, not even one from another window. */
    missing: answers.filter(({ data, isError }) => data === undefined && !isError).length,
    error: answers.find(({ data, error }) => data === undefined && error !== null)?.error ?? null,
    fetching: answers.some(({ isFetching }) => isFetching),
    failed: answers.filter(({ isError }) => isError),
  };
}

/** The cells of these windows, kept live; `hostIds` null = all hosts. */
export function useWindows(
  windows: readonly (readonly DomainUuid[])[],
  hostIds: readonly HostId[] | null,
): {
  readonly book: CellBook;
  readonly missing: number;
  readonly error: Error | null;
  readonly fetching: boolean;
  /** Asks again for the windows that failed. */
  readonly retry: () => Promise<unknown>;
} {
  const client = useQueryClient();
  const { lists, failed, ...rest } = useQueries({
    queries: windows.map((uuids) => ({
      ...matrixQuery(uuids, hostIds),
      placeholderData: () => cellsAtHand(client, uuids, hostIds),
    })),
    combine: together,
  });
  const book = useMemo(() => bookOf(lists), [lists]);
  return { book, ...rest, retry: () => Promise.all(failed.map((answer) => answer.refetch())) };
}
