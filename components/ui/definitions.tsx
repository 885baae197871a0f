import { Fragment, type ReactNode } from "react";

export interface Definition {
  readonly id: string;
  readonly label: ReactNode;
  /** Undefined = the line is left out. */
  readonly value: ReactNode;
}

/** Names and values of one thing, side by side. */
export function Definitions(props: { readonly items: readonly Definition[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6.5rem,auto)_1fr] gap-x-4 gap-y-1.5">
      {props.items.map(
        (item) =>
          item.value !== undefined && (
            <Fragment key={item.id}>
              <dt className="text-muted">{item.label}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">{item.value}</dd>
            </Fragment>
          ),
      )}
    </dl>
  );
}
