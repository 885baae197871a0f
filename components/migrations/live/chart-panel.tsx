"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { TimeSeries } from "@/components/charts/series.ts";
import { TimeSeriesChart } from "@/components/charts/time-series-chart.tsx";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { MigrationSample } from "@/lib/contract/index.ts";

const HEIGHT = 220;

/** Remaining (area), transfer rate and dirty rate over the whole migration. */
export function ChartPanel({ samples }: { readonly samples: readonly MigrationSample[] }) {
  const t = useTranslations("live.chart");
  const format = useFormat();
  const timesMs = useMemo(() => samples.map((sample) => sample.atMs), [samples]);
  const series = useMemo((): readonly TimeSeries[] => {
    const values = (read: (sample: MigrationSample) => number) => samples.map(read);
    return [
      {
        key: "remaining",
        label: t("remaining"),
        kind: "area",
        axis: "left",
        colorVariable: "--color-accent",
        values: values((sample) => sample.memoryRemainingBytes + sample.diskRemainingBytes),
      },
      {
        key: "rate",
        label: t("rate"),
        kind: "line",
        axis: "right",
        colorVariable: "--color-pass",
        values: values((sample) => sample.memoryBytesPerSec + sample.diskBytesPerSec),
      },
      {
        key: "dirty",
        label: t("dirty"),
        kind: "dashed",
        axis: "right",
        colorVariable: "--color-warn",
        values: values((sample) => sample.dirtyRateBytesPerSec),
      },
    ];
  }, [samples, t]);
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
        timesMs={timesMs}
        series={series}
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
