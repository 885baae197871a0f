import type uPlot from "uplot";
import type { ChartTheme } from "./chart-theme.ts";
import { type ChartMarker, drawMarkers } from "./markers.ts";
import { type ChartAxis, niceByteMax, type TimeSeries } from "./series.ts";

const AXIS_WIDTH = 74;

function axisOf(axis: ChartAxis, scale: "left" | "right", theme: ChartTheme): uPlot.Axis {
  return {
    scale,
    side: scale === "left" ? 3 : 1,
    size: AXIS_WIDTH,
    stroke: theme.text,
    font: theme.font,
    grid: scale === "left" ? { stroke: theme.grid, width: 1 } : { show: false },
    ticks: { show: false },
    // Quarters of a power of two stay round figures in KiB, MiB, GiB.
    splits: (_, __, ___, max) => [0, max / 4, max / 2, (max * 3) / 4, max],
    values: (_, splits) => splits.map((value) => axis.format(value)),
  };
}

function seriesOf(series: TimeSeries, theme: ChartTheme): uPlot.Series {
  const stroke = theme.color(series.colorVariable);
  return {
    label: series.label,
    scale: series.axis,
    stroke,
    width: 1.5,
    points: { show: false },
    ...(series.kind === "area" ? { fill: theme.color(series.colorVariable, 0.16) } : {}),
    ...(series.kind === "dashed" ? { dash: [5, 4] } : {}),
  };
}

/** uPlot's options for a chart of given size in CSS pixels. Both value axes start at 0 and end at a round number of bytes. */
export function uplotOptions(input: {
  readonly width: number;
  readonly height: number;
  readonly series: readonly TimeSeries[];
  readonly left: ChartAxis;
  readonly right: ChartAxis;
  readonly formatTime: (atMs: number) => string;
  readonly theme: ChartTheme;
  readonly onCursor: (index: number | null) => void;
  /** Read at each painting. */
  readonly markers: () => readonly ChartMarker[];
}): uPlot.Options {
  const { theme } = input;
  const fromZero: uPlot.Scale = { range: (_, __, max) => [0, niceByteMax(max)] };
  return {
    width: input.width,
    height: input.height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    padding: [8, 0, 0, 0],
    scales: { left: fromZero, right: fromZero },
    axes: [
      {
        stroke: theme.text,
        font: theme.font,
        grid: { stroke: theme.grid, width: 1 },
        ticks: { show: false },
        size: 26,
        space: 90,
        values: (_, splits) => splits.map((seconds) => input.formatTime(seconds * 1000)),
      },
      axisOf(input.left, "left", theme),
      axisOf(input.right, "right", theme),
    ],
    series: [{}, ...input.series.map((series) => seriesOf(series, theme))],
    hooks: {
      setCursor: [(plot) => input.onCursor(plot.cursor.idx ?? null)],
      draw: [(plot) => drawMarkers(plot, input.markers(), theme)],
    },
  };
}

/** uPlot's columns: times in seconds, then each series. */
export function uplotData(timesMs: readonly number[], series: readonly TimeSeries[]): uPlot.AlignedData {
  return [timesMs.map((atMs) => atMs / 1000), ...series.map((one) => [...one.values])];
}
