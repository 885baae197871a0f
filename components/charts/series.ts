/** One line (or area) of a time series. Values stand at the chart's times; null = no value then, the line breaks. */
export interface TimeSeries {
  readonly key: string;
  readonly label: string;
  /** Name of a CSS custom property that holds the colour, e.g. `--color-accent`. */
  readonly colorVariable: string;
  readonly kind: "line" | "area" | "dashed";
  /** Which of the two axes measures it. */
  readonly axis: "left" | "right";
  readonly values: readonly (number | null)[];
}

/** Turns a value of one axis into text with its unit. */
export type FormatValue = (value: number) => string;

export interface ChartAxis {
  readonly label: string;
  readonly format: FormatValue;
}

/**
 * Indexes of at most `limit` points, evenly spread, always with the first and the last: what a table shows of a long series.
 * @param length number of points
 * @param limit at least 2
 */
export function thinIndexes(length: number, limit: number): readonly number[] {
  if (length <= limit) return Array.from({ length }, (_, index) => index);
  const step = (length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, index) => Math.round(index * step));
}

/**
 * Upper end of an axis for values counted in bytes: the next of 1, 2, 4 ... 512 times a power of 1024, so that ticks fall on figures
 * that a person reads easily and the scale does not move at every sample.
 * @param max largest value on the axis, bytes or bytes/s
 */
export function niceByteMax(max: number): number {
  if (!(max > 1024)) return 1024;
  return 2 ** Math.ceil(Math.log2(max));
}
