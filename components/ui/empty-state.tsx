import type { ReactNode } from "react";

/** Nothing here, why, and what to do about it. */
export function EmptyState(props: {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  readonly body?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-9 text-center">
      {props.icon && <div className="text-faint [&_svg]:size-7">{props.icon}</div>}
      <div className="font-medium">{props.title}</div>
      {props.body && <div className="max-w-120 text-muted text-sm">{props.body}</div>}
      {props.action && <div className="mt-2 flex flex-wrap justify-center gap-2">{props.action}</div>}
    </div>
  );
}
