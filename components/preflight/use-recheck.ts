"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api.ts";
import type { MatrixCell } from "@/lib/contract/index.ts";

function sameCell(a: MatrixCell, b: MatrixCell): boolean {
  return a.domainUuid === b.domainUuid && a.destinationHostId === b.destinationHostId;
}

/** Runs one cell's checks on fresh facts and puts the answer into every matrix that is cached. */
export function useRecheck() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (cell: MatrixCell) =>
      api.preflight.check({
        domainUuid: cell.domainUuid,
        sourceHostId: cell.sourceHostId,
        destinationHostId: cell.destinationHostId,
        fresh: true,
      }),
    onSuccess: (fresh) => {
      client.setQueriesData<readonly MatrixCell[]>({ queryKey: ["preflight", "matrix"] }, (cells) =>
        cells?.map((cell) => (sameCell(cell, fresh) ? fresh : cell)),
      );
    },
  });
}
