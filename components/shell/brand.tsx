import Link from "next/link";

/** The mark and the name; leads to the overview. */
export function Brand(props: { readonly name: string; readonly compact?: boolean }) {
  return (
    <Link href="/" aria-label={props.name} className="inline-flex items-center gap-2 rounded-sm font-semibold">
      <svg viewBox="0 0 32 32" aria-hidden className="size-6 shrink-0">
        <rect width="32" height="32" rx="7" className="fill-accent-solid" />
        <g fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
          <rect x="5" y="9" width="8" height="14" rx="1.5" />
          <rect x="19" y="9" width="8" height="14" rx="1.5" opacity=".6" />
          <path d="M9 16h13m-4-4 4 4-4 4" />
        </g>
      </svg>
      {!props.compact && <span>{props.name}</span>}
    </Link>
  );
}
