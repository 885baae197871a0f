import clsx from "clsx";

/** How much of something is used: `used` and optionally `extra` (a second, paler part) of `total`, same unit. Words beside it. */
export function Meter(props: {
  readonly label: string;
  readonly used: number;
  readonly extra?: number;
  readonly total: number;
  readonly valueText: string;
  readonly className?: string;
}) {
  const share = (part: number) => (props.total > 0 ? Math.min(1, Math.max(0, part / props.total)) : 0);
  const used = share(props.used);
  const extra = Math.min(1 - used, share(props.extra ?? 0));
  return (
    // biome-ignore lint/a11y/useSemanticElements: the native meter cannot show two parts nor follow the colour scheme
    <div
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.total}
      aria-valuenow={Math.min(props.used, props.total)}
      aria-valuetext={props.valueText}
      title={props.valueText}
      className={clsx("flex h-2 w-full min-w-12 overflow-hidden rounded-full bg-line", props.className)}
    >
      <div className={clsx("h-full", used > 0.9 ? "bg-warn" : "bg-accent")} style={{ width: `${used * 100}%` }} />
      <div className="h-full bg-accent/35" style={{ width: `${extra * 100}%` }} />
    </div>
  );
}
