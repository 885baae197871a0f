"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { ChartLegend } from "./legend.tsx";
import type { ChartMarker } from "./markers.ts";
import type { ChartAxis, TimeSeries } from "./series.ts";
import { SeriesTable } from "./series-table.tsx";
import { uplotData, uplotOptions } from "./uplot-options.ts";
import { useUplot } from "./use-uplot.ts";

export interface TimeSeriesChartProps {
  /** Times of the points, ms, rising. */
  readonly timesMs: readonly number[];
  readonly series: readonly TimeSeries[];
  readonly left: ChartAxis;
  readonly right: ChartAxis;
  readonly formatTime: (atMs: number) => string;
  /** Height of the plot in CSS pixels. */
  readonly height: number;
  /** One sentence that says what the chart shows, for those who cannot see it. */
  readonly summary: string;
  readonly tableLabel: string;
  readonly timeLabel: string;
  /** Shown in the middle until there are two points. */
  readonly emptyText: string;
  /** Place of the newest point that was measured, where others follow that are only expected; the last one unless given. */
  readonly current?: number;
  readonly markers?: readonly ChartMarker[];
}

const NO_MARKERS: readonly ChartMarker[] = [];

/**
 * Lines and areas over time with one byte axis on each side. Painted on a canvas once a frame at most; the same figures are offered as
 * a table. Knows nothing of what is measured.
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const [cursor, setCursor] = useState<number | null>(null);
  const [tableOpen, setTableOpen] = useState(false);
  const { timesMs, series, left, right, markers = NO_MARKERS } = props;
  const shownMarkers = useRef(markers);
  useEffect(() => {
    shownMarkers.current = markers;
  }, [markers]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other markers are painted with the same data
  const data = useMemo(() => uplotData(timesMs, series), [timesMs, series, markers]);
  const holder = useUplot({
    makeOptions: (width, theme) =>
      uplotOptions({
        width,
        height: props.height,
        series,
        left,
        right,
        formatTime: props.formatTime,
        theme,
        onCursor: setCursor,
        markers: () => shownMarkers.current,
      }),
    data,
    shape: [left.label, right.label, ...series.map((one) => `${one.key} ${one.label}`)].join("|"),
  });
  const axisOf = (one: TimeSeries) => (one.axis === "left" ? left.format : right.format);
  return (
    <figure className="min-w-0" data-testid="chart">
      <ChartLegend series={series} index={cursor} current={props.current ?? timesMs.length - 1} format={axisOf} />
      <div className="relative mt-2">
        <div ref={holder} role="img" aria-label={props.summary} className="w-full" style={{ height: props.height }} />
        {timesMs.length < 2 ? (
          <p className="absolute inset-0 flex items-center justify-center text-sm text-muted">{props.emptyText}</p>
        ) : null}
      </div>
      <details className="mt-1 text-sm" onToggle={(event) => setTableOpen(event.currentTarget.open)}>
        <summary className="w-fit text-muted">{props.tableLabel}</summary>
        {tableOpen ? (
          <SeriesTable
            caption={props.summary}
            timeLabel={props.timeLabel}
            timesMs={timesMs}
            series={series}
            format={axisOf}
            formatTime={props.formatTime}
          />
        ) : null}
      </details>
    </figure>
  );
}
