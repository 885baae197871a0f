"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { TimeSeries } from "@/components/charts/series.ts";
import { TimeSeriesChart } from "@/components/charts/time-series-chart.tsx";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { MigrationView } from "@/lib/contract/index.ts";
import { expectedCurve } from "@/lib/core/migration/expected-curve.ts";
import { isUnfinished } from "@/lib/core/migration/lifecycle.ts";
import { chartColumns, predictedCurve } from "./chart-series.ts";

const HEIGHT = 220;
const EXPECTED = { key: "expected", kind: "dashed", axis: "left", colorVariable: "--color-accent" } as const;
const DIRTY = { key: "dirty", kind: "dashed", axis: "right", colorVariable: "--color-warn" } as const;

/** Remaining (area), transfer rate and dirty rate over the whole migration, the expected curve ahead, and a line at each lever that was used. */
export function ChartPanel({ view }: { readonly view: MigrationView }) {
  const { samples, record } = view;
  const t = useTranslations("live.chart");
  const format = useFormat();
  // Nothing gets dirty in a VM that stands still.
  const isLive = record.request.options.mode === "live";
  const running = isUnfinished(record);
  const columns = useMemo(() => {
    const { forecast, limits } = record;
    const curve =
      samples.length === 0
        ? predictedCurve(record)
        : record.state === "running"
          ? expectedCurve({ samples, forecast, maxDowntimeMs: limits.maxDowntimeMs })
          : [];
    return chartColumns(samples, running ? curve : []);
  }, [samples, record, running]);
  const series = useMemo(
    (): readonly TimeSeries[] => [
      {
        key: "remaining",
        label: t("remaining"),
        kind: "area",
        axis: "left",
        colorVariable: "--color-accent",
        values: columns.remaining,
      },
      ...(running ? [{ ...EXPECTED, label: t("expected"), values: columns.expected }] : []),
      { key: "rate", label: t("rate"), kind: "line", axis: "right", colorVariable: "--color-pass", values: columns.rate },
      ...(isLive ? [{ ...DIRTY, label: t("dirty"), values: columns.dirty }] : []),
    ],
    [columns, running, isLive, t],
  );
  const markers = useMemo(
    () => record.levers.map(({ atMs }, index) => ({ atMs, label: format.count(index + 1) })),
    [record.levers, format],
  );
  const last = samples.at(-1);
  const first = samples[0];
  const summary =
    first && last
      ? t("summary", {
          duration: format.duration(last.atMs - first.atMs),
          remaining: format.bytes(last.memoryRemainingBytes + last.diskRemainingBytes),
          rate: format.rate(last.memoryBytesPerSec + last.diskBytesPerSec),
          dirty: format.rate(last.dirtyRateBytesPerSec),
        })
      : t("summaryEmpty");
  return (
    <section className="min-w-0 rounded-lg border border-line bg-surface px-3 py-3" aria-label={t("title")}>
      <TimeSeriesChart
        timesMs={columns.timesMs}
        series={series}
        current={samples.length - 1}
        markers={markers}
        left={{ label: t("leftAxis"), format: format.bytes }}
        right={{ label: t("rightAxis"), format: format.rate }}
        formatTime={format.timeOfDay}
        height={HEIGHT}
        summary={summary}
        tableLabel={t("table")}
        timeLabel={t("time")}
        emptyText={t("empty")}
      />
    </section>
  );
}
