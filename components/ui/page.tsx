import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export interface Crumb {
  readonly href: string;
  readonly label: ReactNode;
}

/** The frame of a page: breadcrumbs, its title (the one h1), actions at the right, then what it shows. */
export function Page(props: {
  readonly title: ReactNode;
  /** Beside the title: a state mark, an age. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly breadcrumbs?: readonly Crumb[];
  readonly children: ReactNode;
}) {
  return (
    <div className="mx-auto flex w-full max-w-400 flex-col gap-4 px-3 pt-6 pb-4 sm:px-5">
      <header className="flex flex-col gap-1">
        {props.breadcrumbs && props.breadcrumbs.length > 0 && (
          <nav className="flex items-center gap-1 text-muted text-sm">
            {props.breadcrumbs.map((crumb) => (
              <span key={crumb.href} className="inline-flex items-center gap-1">
                <Link href={crumb.href} className="hover:text-text hover:underline">
                  {crumb.label}
                </Link>
                <ChevronRight aria-hidden className="size-3.5" />
              </span>
            ))}
          </nav>
        )}
        <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="min-w-0 font-semibold text-xl [overflow-wrap:anywhere]">{props.title}</h1>
          {props.aside && <div className="flex flex-wrap items-center gap-x-3 text-muted text-sm">{props.aside}</div>}
          {props.actions && <div className="ml-auto flex flex-wrap gap-2">{props.actions}</div>}
        </div>
      </header>
      {props.children}
    </div>
  );
}
