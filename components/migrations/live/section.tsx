import type { ReactNode } from "react";

/** A titled block of the page. */
export function Section(props: { readonly title: ReactNode; readonly testId?: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3" data-testid={props.testId}>
      <h2 className="mb-2 font-semibold text-sm">{props.title}</h2>
      {props.children}
    </section>
  );
}

/** A word and its value, in two columns that stay aligned from row to row. */
export function Row(props: { readonly label: ReactNode; readonly children: ReactNode; readonly testId?: string }) {
  return (
    <div className="grid grid-cols-[9rem_1fr] gap-x-3 py-0.5 text-sm sm:grid-cols-[12rem_1fr]">
      <dt className="text-muted">{props.label}</dt>
      <dd className="min-w-0 tabular-nums [overflow-wrap:anywhere]" data-testid={props.testId}>
        {props.children}
      </dd>
    </div>
  );
}
