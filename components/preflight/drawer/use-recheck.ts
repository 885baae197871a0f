"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api.ts";
import type { MatrixCell, MatrixSummary } from "@/lib/contract/index.ts";

/** What names a cell. */
export type CellPlace = Pick<MatrixCell, "domainUuid" | "sourceHostId" | "destinationHostId">;

function sameCell(a: CellPlace, b: CellPlace): boolean {
  return a.domainUuid === b.domainUuid && a.destinationHostId === b.destinationHostId;
}

/** Runs one cell's checks on fresh facts, puts the answer where the cell is shown, and has the matrix read that row again. */
export function useRecheck() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ domainUuid, sourceHostId, destinationHostId }: CellPlace) =>
      api.preflight.check({ domainUuid, sourceHostId, destinationHostId, fresh: true }),
    onSuccess: (fresh) => {
      client.setQueriesData<readonly MatrixCell[]>({ queryKey: ["preflight", "cells"] }, (cells) =>
        cells?.map((cell) => (sameCell(cell, fresh) ? fresh : cell)),
      );
      void client.invalidateQueries({
        queryKey: ["preflight", "matrix"],
        predicate: ({ state }) =>
          (state.data as readonly MatrixSummary[] | undefined)?.some((cell) => sameCell(cell, fresh)) ?? true,
      });
    },
  });
}
