"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { MigrationRecord, MigrationSample } from "@/lib/contract/index.ts";
import { diskShare, memoryShare, type Share } from "./figures.ts";

/**
 * Memory and disk apart, and the whole as one bar. `data-sample-at` is the time of the reading that is painted here, so that a test
 * can tell how old the picture is.
 */
export function ProgressPanel(props: { readonly record: MigrationRecord; readonly sample: MigrationSample | null }) {
  const { record, sample } = props;
  const t = useTranslations("live.progress");
  const format = useFormat();
  const memory = sample ? memoryShare(sample) : null;
  const disk = sample ? diskShare(sample) : null;
  const whole = record.forecast?.progress ?? (record.state === "succeeded" ? 1 : 0);
  const text = (share: Share | null) => (share ? format.bytesOf(share.doneBytes, share.totalBytes) : null);
  return (
    <div
      className="flex flex-col gap-2"
      data-testid="progress"
      data-progress={whole.toFixed(3)}
      data-sample-at={sample?.atMs ?? ""}
      data-elapsed-ms={sample?.elapsedMs ?? ""}
    >
      <Line label={t("overallShort")} said={t("overall")} value={whole} text={format.percent(whole)} />
      <Line
        label={t("memory")}
        value={memory?.fraction ?? 0}
        text={memory ? t("memoryText", { done: text(memory) ?? "" }) : t("waiting")}
      />
      {disk ? <Line label={t("disk")} value={disk.fraction} text={text(disk) ?? ""} /> : null}
      {disk ? null : (
        <p className="grid grid-cols-[5rem_1fr] gap-x-3 text-muted text-sm sm:grid-cols-[11rem_1fr]">
          <span>{t("disk")}</span>
          <span>{t("noDisk")}</span>
        </p>
      )}
    </div>
  );
}

function Line(props: { readonly label: string; readonly said?: string; readonly value: number; readonly text: string }) {
  return (
    <div className="grid grid-cols-[5rem_1fr] items-center gap-x-3 text-sm sm:grid-cols-[11rem_1fr_16rem]">
      <span className="text-muted">{props.label}</span>
      <ProgressBar value={props.value} label={props.said ?? props.label} valueText={props.text} />
      <span className="col-start-2 tabular-nums sm:col-start-3">{props.text}</span>
    </div>
  );
}
