"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { MigrationRecord, MigrationSample } from "@/lib/contract/index.ts";
import { copiesFiles } from "@/lib/core/migration/option-uses.ts";
import { formatClock } from "@/lib/format/duration.ts";

interface FiguresProps {
  readonly record: MigrationRecord;
  readonly sample: MigrationSample | null;
}

/** The numbers of now, each in a place of its own that does not move. */
export function FiguresPanel(props: FiguresProps) {
  return copiesFiles(props.record.request.options) ? <FileFigures {...props} /> : <LiveFigures {...props} />;
}

function LiveFigures({ record, sample }: FiguresProps) {
  const t = useTranslations("live.figures");
  const format = useFormat();
  const notYet = <span className="text-muted">{t("notYet")}</span>;
  const { maxDowntimeMs } = record.limits;
  const limit = maxDowntimeMs === null ? t("limitDefault") : t("limit", { limit: format.duration(maxDowntimeMs) });
  // After the switch there is none to come; what QEMU says then is the time that is left.
  const switched = record.phase === "post-copy";
  const expected = switched ? null : (record.forecast?.expectedDowntimeMs ?? sample?.expectedDowntimeMs ?? null);
  const throttle = sample?.autoConvergeThrottlePercent ?? 0;
  return (
    <FigureGrid>
      <Figure
        name="rate"
        label={t("rate")}
        value={sample ? format.rate(sample.memoryBytesPerSec + sample.diskBytesPerSec) : null}
      />
      <Figure
        name="dirty"
        label={t("dirty")}
        value={sample ? format.rate(sample.dirtyRateBytesPerSec) : null}
        note={throttle > 0 ? t("throttle", { percent: throttle }) : null}
      />
      <Figure
        name="remaining"
        label={t("remaining")}
        value={sample ? format.bytes(sample.memoryRemainingBytes + sample.diskRemainingBytes) : null}
      />
      <Figure name="pass" label={t("pass")} value={sample ? format.count(sample.iteration) : null} />
      <Figure name="elapsed" label={t("elapsed")} value={<Elapsed record={record} />} />
      <Figure
        name="sent"
        label={t("sent")}
        value={sample ? format.bytes(sample.memoryProcessedBytes + sample.diskProcessedBytes) : null}
      />
      <Finish record={record} notYet={notYet} />
      <Figure
        name="expected-downtime"
        label={t("expectedDowntime")}
        value={
          switched ? <span className="text-muted">{t("switched")}</span> : expected === null ? notYet : format.duration(expected)
        }
        note={switched ? null : limit}
      />
    </FigureGrid>
  );
}

/** Of a VM that stands still: files only, nothing gets dirty. */
function FileFigures({ record, sample }: FiguresProps) {
  const t = useTranslations("live.figures");
  const files = useTranslations("live.files");
  const format = useFormat();
  const notYet = <span className="text-muted">{t("notYet")}</span>;
  const rate = sample ? sample.diskBytesPerSec + sample.memoryBytesPerSec : null;
  return (
    <FigureGrid>
      <Figure name="rate" label={files("rate")} value={rate === null ? null : format.rate(rate)} />
      <Figure name="sent" label={files("copied")} value={sample ? format.bytes(sample.diskProcessedBytes) : null} />
      <Figure
        name="remaining"
        label={files("remaining")}
        value={sample ? format.bytes(sample.memoryRemainingBytes + sample.diskRemainingBytes) : null}
      />
      <Finish record={record} notYet={notYet} />
    </FigureGrid>
  );
}

function FigureGrid(props: { readonly children: ReactNode }) {
  const t = useTranslations("live.figures");
  return (
    <dl
      aria-label={t("label")}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-4"
    >
      {props.children}
    </dl>
  );
}

function Finish(props: { readonly record: MigrationRecord; readonly notYet: ReactNode }) {
  const { forecast } = props.record;
  const t = useTranslations("live.figures");
  const format = useFormat();
  // A source that is silent and a link that is cut keep no dates.
  const at = props.record.state === "running" || props.record.state === "finishing" ? (forecast?.expectedEndAtMs ?? null) : null;
  const tolerance = forecast?.expectedEndToleranceMs ?? null;
  return (
    <Figure
      name="finish"
      label={t("finish")}
      value={at === null ? props.notYet : format.timeOfDay(at)}
      note={at === null || tolerance === null ? null : t("tolerance", { tolerance: format.duration(tolerance) })}
    />
  );
}

/** Time since the request as hh:mm:ss; stands still after the end. */
export function Elapsed({ record }: { readonly record: MigrationRecord }) {
  const now = useNow();
  return <span className="tabular-nums">{formatClock((record.endedAtMs ?? now) - record.createdAtMs)}</span>;
}

function Figure(props: { readonly name: string; readonly label: string; readonly value: ReactNode; readonly note?: ReactNode }) {
  return (
    <div className="min-w-0 bg-surface px-3 py-2">
      <dt className="text-muted text-sm">{props.label}</dt>
      <dd className="min-w-0">
        <span className="block text-lg tabular-nums" data-testid={props.name}>
          {props.value ?? "–"}
        </span>
        <span className="block min-h-5 text-muted text-sm">{props.note}</span>
      </dd>
    </div>
  );
}
