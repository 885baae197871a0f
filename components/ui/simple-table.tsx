import clsx from "clsx";
import type { ReactNode } from "react";

export interface SimpleColumn<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "right";
}

/** A short table inside a drawer or card: no search, no sort. `empty` stands in its place when there are no rows. */
export function SimpleTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly SimpleColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly empty: ReactNode;
}) {
  if (props.rows.length === 0) return <p className="py-2 text-muted">{props.empty}</p>;
  return (
    <div className="relative overflow-x-auto">
      <table aria-label={props.label} className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-line border-b text-muted">
            {props.columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={clsx("py-1 pr-3 font-medium last:pr-0", column.align === "right" ? "text-right" : "text-left")}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowId(row)} className="border-line border-b align-top last:border-0">
              {props.columns.map((column) => (
                <td
                  key={column.id}
                  className={clsx("py-1.5 pr-3 [overflow-wrap:anywhere] last:pr-0", column.align === "right" && "text-right")}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
