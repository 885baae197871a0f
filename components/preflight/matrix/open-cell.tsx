"use client";

import { CellDrawer } from "../drawer/cell-drawer.tsx";
import { placesOf } from "../ranking.ts";
import type { MatrixParams } from "../search-params.ts";
import type { MatrixModel } from "./use-matrix-model.ts";

/** The drawer of the cell that the address names; nothing when it names none, or one that is not there. */
export function OpenCell(props: { readonly params: MatrixParams; readonly model: MatrixModel; readonly onClose: () => void }) {
  const { params, model } = props;
  const row = model.rows.find(({ domain }) => domain.uuid === params.vm);
  const host = model.hosts.find(({ registration }) => registration.id === params.to);
  if (!row || !host || row.sourceHostId === host.registration.id) return null;
  const destinationHostId = host.registration.id;
  const places = placesOf(model.cells.book.get(row.domain.uuid), model.compared, row.domain);
  return (
    <CellDrawer
      key={`${row.domain.uuid} ${destinationHostId}`}
      cell={{ domainUuid: row.domain.uuid, sourceHostId: row.sourceHostId, destinationHostId }}
      vmName={row.domain.name}
      hosts={model.hosts}
      place={places.get(destinationHostId) ?? null}
      rule={params.rule}
      linkToAll
      onClose={props.onClose}
    />
  );
}
