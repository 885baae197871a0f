import { type FormatValue, type TimeSeries, thinIndexes } from "./series.ts";

const ROWS = 60;

/** The same figures as the chart, as a table for those who cannot see it: at most 60 rows, evenly spread. */
export function SeriesTable(props: {
  readonly caption: string;
  readonly timeLabel: string;
  readonly timesMs: readonly number[];
  readonly series: readonly TimeSeries[];
  readonly format: (series: TimeSeries) => FormatValue;
  readonly formatTime: (atMs: number) => string;
}) {
  const indexes = thinIndexes(props.timesMs.length, ROWS);
  return (
    <div className="relative max-h-64 overflow-auto">
      <table className="w-full text-left tabular-nums">
        <caption className="sr-only">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="py-1 pr-4 font-medium">
              {props.timeLabel}
            </th>
            {props.series.map((one) => (
              <th key={one.key} scope="col" className="py-1 pr-4 text-right font-medium">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indexes.map((index) => {
            const atMs = props.timesMs[index] ?? 0;
            return (
              <tr key={atMs}>
                <th scope="row" className="py-0.5 pr-4 font-normal">
                  {props.formatTime(atMs)}
                </th>
                {props.series.map((one) => {
                  const value = one.values[index];
                  return (
                    <td key={one.key} className="py-0.5 pr-4 text-right">
                      {value === null || value === undefined ? "–" : props.format(one)(value)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
