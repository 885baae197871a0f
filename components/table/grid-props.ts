import type { ReactNode } from "react";
import type { GridColumn, GridFilter, GridSort } from "./grid-model.ts";

/** What a data grid is given. */
export interface DataGridProps<Row> {
  /** What the list holds, e.g. "VMs": names the table and its search. */
  readonly label: string;
  /** Undefined = loading (a skeleton stands in its place). */
  readonly rows: readonly Row[] | undefined;
  /** Stable between renders (module constant or useMemo). The first column names the row and cannot be hidden. */
  readonly columns: readonly GridColumn<Row>[];
  /** Stable between renders. */
  readonly filters?: readonly GridFilter<Row>[];
  readonly rowId: (row: Row) => string;
  /** The row's name for screen readers. */
  readonly rowName: (row: Row) => string;
  /** Opens a row: click, Enter. Without it rows do nothing. */
  readonly onOpen?: (row: Row) => void;
  /** The row whose drawer is open. */
  readonly openId?: string | null;
  /** Faint rows: last known, not current. */
  readonly isStale?: (row: Row) => boolean;
  readonly selection?: {
    readonly ids: ReadonlySet<string>;
    readonly onChange: (ids: ReadonlySet<string>) => void;
    /** Buttons shown in a bar at the bottom while something is selected. */
    readonly actions: ReactNode;
  };
  /** Shown when there are no rows at all: say what to do. */
  readonly empty: ReactNode;
  /** Set = reading failed and there is nothing to show. */
  readonly error?: { readonly body?: ReactNode; readonly detail?: string; readonly onRetry: () => void } | null;
  readonly defaultSort?: GridSort;
  /** Before this grid's URL parameters, where a page has two. */
  readonly urlPrefix?: string;
  /** Put beside the count. */
  readonly toolbarExtra?: ReactNode;
  readonly skeletonRows?: number;
}
