import clsx from "clsx";

/** A grey bar in the place and size of what is being loaded. */
export function Skeleton(props: { readonly className?: string }) {
  return (
    <span aria-hidden data-testid="skeleton" className={clsx("block h-4 animate-shimmer rounded-sm bg-line", props.className)} />
  );
}
