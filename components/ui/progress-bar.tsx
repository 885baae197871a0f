import clsx from "clsx";

/** How far something is, 0..1; null = goes on, but nobody can say how far. `label` is read out, `valueText` with it. */
export function ProgressBar(props: {
  readonly value: number | null;
  readonly label: string;
  readonly valueText?: string;
  readonly tone?: "accent" | "pass" | "warn" | "block";
  readonly className?: string;
}) {
  const tone = props.tone ?? "accent";
  const percent = props.value === null ? null : Math.round(Math.min(1, Math.max(0, props.value)) * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={props.valueText}
      className={clsx("h-2 w-full min-w-12 overflow-hidden rounded-full bg-line", props.className)}
    >
      <div
        className={clsx(
          "h-full rounded-full",
          percent === null && "w-1/3 animate-shimmer",
          tone === "accent" && "bg-accent",
          tone === "pass" && "bg-pass",
          tone === "warn" && "bg-warn",
          tone === "block" && "bg-block",
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
