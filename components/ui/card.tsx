import type { ReactNode } from "react";

/** A titled part of a page. */
export function Card(props: { readonly title: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-lg border border-line bg-surface">
      <header className="flex min-h-11 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5">
        <h2 className="font-semibold">{props.title}</h2>
        {props.actions && <div className="ml-auto flex gap-2">{props.actions}</div>}
      </header>
      {props.children}
    </section>
  );
}
