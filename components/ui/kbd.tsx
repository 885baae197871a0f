import type { ReactNode } from "react";

/** A key of the keyboard. */
export function Kbd(props: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded-sm border border-line-strong/50 bg-sunken px-1 font-mono text-muted text-xs leading-4.5">
      {props.children}
    </kbd>
  );
}
