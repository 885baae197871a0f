"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { MigrationRecord, MigrationSample } from "@/lib/contract/index.ts";
import { copiesFiles } from "@/lib/core/migration/option-uses.ts";
import { diskShare, memoryShare, type Share } from "./figures.ts";

/**
 * The whole as one bar, and below it what is copied: memory and disks apart, or the files of a VM that stands still. `data-sample-at` is the time of the
 * reading that is painted here, so that a test can tell how old the picture is.
 */
export function ProgressPanel(props: { readonly record: MigrationRecord; readonly sample: MigrationSample | null }) {
  const { record, sample } = props;
  const t = useTranslations("live.progress");
  const format = useFormat();
  const whole = record.forecast?.progress ?? (record.state === "succeeded" ? 1 : 0);
  const { options } = record.request;
  return (
    <div
      className="flex flex-col gap-2"
      data-testid="progress"
      data-progress={whole.toFixed(3)}
      data-sample-at={sample?.atMs ?? ""}
      data-elapsed-ms={sample?.elapsedMs ?? ""}
    >
      <Line label={t("overallShort")} said={t("overall")} value={whole} text={format.percent(whole)} />
      {copiesFiles(options) ? (
        <FileLines sample={sample} withState={options.mode === "saved-state"} />
      ) : (
        <LiveLines record={record} sample={sample} />
      )}
    </div>
  );
}

function LiveLines(props: { readonly record: MigrationRecord; readonly sample: MigrationSample | null }) {
  const { sample } = props;
  const t = useTranslations("live.progress");
  const words = useShareWords();
  const memory = sample ? memoryShare(sample) : null;
  const disk = sample ? diskShare(sample) : null;
  const switched = props.record.phase === "post-copy";
  const copiesDisks = props.record.request.options.storageCopy !== "none";
  return (
    <>
      <Line
        label={t("memory")}
        value={memory?.fraction ?? 0}
        text={memory ? t(switched ? "memoryRest" : "memoryText", { done: words(memory) }) : t("waiting")}
      />
      {copiesDisks || disk ? (
        <Line label={t("disk")} value={disk?.fraction ?? 0} text={disk ? words(disk) : t("waiting")} />
      ) : (
        <p className="grid grid-cols-[5rem_1fr] gap-x-3 text-muted text-sm sm:grid-cols-[11rem_1fr]">
          <span>{t("disk")}</span>
          <span>{t("noDisk")}</span>
        </p>
      )}
    </>
  );
}

/** Files of a VM that stands still; a saved state is counted as memory while it is written. */
function FileLines(props: { readonly sample: MigrationSample | null; readonly withState: boolean }) {
  const { sample, withState } = props;
  const t = useTranslations("live.files");
  const words = useShareWords();
  const state = sample ? memoryShare(sample) : null;
  const files = sample ? diskShare(sample) : null;
  return (
    <>
      {withState ? <Line label={t("state")} value={state?.fraction ?? 0} text={state ? words(state) : t("waiting")} /> : null}
      <Line label={t("label")} value={files?.fraction ?? 0} text={files ? t("text", { done: words(files) }) : t("waiting")} />
    </>
  );
}

function useShareWords(): (share: Share) => string {
  const format = useFormat();
  return (share) => format.bytesOf(share.doneBytes, share.totalBytes);
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
