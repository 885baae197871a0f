import type { FormatValue, TimeSeries } from "./series.ts";

/** A key of each line: shape, name and the value at the pointer or, without one, at `current`. Widths are fixed so that nothing jumps. */
export function ChartLegend(props: {
  readonly series: readonly TimeSeries[];
  readonly index: number | null;
  readonly current: number;
  readonly format: (series: TimeSeries) => FormatValue;
}) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm" aria-hidden="true">
      {props.series.map((one) => {
        const value = one.values[props.index ?? props.current] ?? null;
        return (
          <li key={one.key} className="flex items-center gap-2">
            <Swatch kind={one.kind} colorVariable={one.colorVariable} />
            <span className="text-muted">{one.label}</span>
            <span className="min-w-20 tabular-nums">{value === null ? "–" : props.format(one)(value)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Swatch({ kind, colorVariable }: Pick<TimeSeries, "kind" | "colorVariable">) {
  const color = `var(${colorVariable})`;
  return (
    <svg width="18" height="10" role="presentation">
      {kind === "area" ? (
        <>
          <rect x="0" y="2" width="18" height="8" fill={color} opacity="0.25" />
          <line x1="0" y1="2" x2="18" y2="2" stroke={color} strokeWidth="2" />
        </>
      ) : (
        <line
          x1="0"
          y1="5"
          x2="18"
          y2="5"
          stroke={color}
          strokeWidth="2"
          {...(kind === "dashed" ? { strokeDasharray: "4 3" } : {})}
        />
      )}
    </svg>
  );
}
