"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import { MigrationStateMark } from "@/components/ui/migration-state-mark.tsx";
import { Page } from "@/components/ui/page.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { MigrationRecord, MigrationView } from "@/lib/contract/index.ts";
import { isUnfinished } from "@/lib/core/migration/lifecycle.ts";
import { Route } from "../route.tsx";
import { AbortButton } from "./abort-button.tsx";
import { ChartPanel } from "./chart-panel.tsx";
import { CheckedPanel } from "./checked-panel.tsx";
import { ChoicesPanel } from "./choices-panel.tsx";
import { FailurePanel, RetryLink } from "./failure-panel.tsx";
import { newestSample } from "./figures.ts";
import { Elapsed, FiguresPanel } from "./figures-panel.tsx";
import { ForecastLine } from "./forecast-line.tsx";
import { LogPanel } from "./log-panel.tsx";
import { OutcomePanel } from "./outcome-panel.tsx";
import { PhaseTimeline } from "./phase-timeline.tsx";
import { ProgressPanel } from "./progress-panel.tsx";
import { StateLine } from "./state-line.tsx";
import { VerdictHint, VerdictTitle } from "./verdict-title.tsx";
import { withRunningCommand } from "./with-running-command.ts";

/** Everything about one migration, from its request to its verdict. */
export function MigrationPage({ view }: { readonly view: MigrationView }) {
  const { record } = view;
  const list = useTranslations("migrations")("title");
  const running = isUnfinished(record);
  const sample = newestSample(view);
  return (
    <Page
      title={running ? <RunningTitle record={record} /> : <VerdictTitle record={record} />}
      aside={<HeaderFacts record={record} running={running} />}
      actions={<AbortButton record={record} />}
      breadcrumbs={[{ href: "/migrations", label: list }]}
    >
      {running ? <StateLine record={record} /> : <VerdictHint record={record} />}
      <PhaseTimeline record={record} />
      {running ? null : <Ended view={view} />}
      {running ? (
        <div className={clsx("flex flex-col gap-4", record.state === "detached" && "opacity-60")}>
          <ProgressPanel record={record} sample={sample} />
          <ForecastLine record={record} />
          <FiguresPanel record={record} sample={sample} />
        </div>
      ) : null}
      {running || view.samples.length > 1 ? <ChartPanel samples={view.samples} /> : null}
      <LogPanel log={withRunningCommand(view.log, record)} />
      <ChoicesPanel record={record} />
    </Page>
  );
}

function RunningTitle({ record }: { readonly record: MigrationRecord }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <HostText text={record.domainName} />
      <span className="font-normal text-lg">
        <Route record={record} />
      </span>
    </span>
  );
}

function HeaderFacts(props: { readonly record: MigrationRecord; readonly running: boolean }) {
  const { record, running } = props;
  const t = useTranslations("live.header");
  const mode = useTranslations("migrations.mode")("sharedLive");
  return (
    <>
      {running ? null : <Route record={record} />}
      <span>{mode}</span>
      <span className="text-text" data-testid="state" data-state={record.state}>
        <MigrationStateMark state={record.state} />
      </span>
      <span>
        {running ? t("elapsed") : t("took")} <Elapsed record={record} />
      </span>
      {record.abortRequestedAtMs === null ? null : (
        <span className="text-warn" data-testid="abort-requested">
          {t("abortRequested")} {record.abortRequestedBy} <RelativeTime atMs={record.abortRequestedAtMs} />
        </span>
      )}
      <span>
        {t("startedBy")} {record.startedBy} <RelativeTime atMs={record.createdAtMs} />
      </span>
    </>
  );
}

function Ended({ view }: { readonly view: MigrationView }) {
  const { record } = view;
  const { result } = record;
  if (!result) return null;
  return (
    <>
      {result.failure ? <FailurePanel record={record} failure={result.failure} exitCode={result.exitCode} /> : null}
      {!result.failure && result.truth.verdict === "stayed" ? (
        <div>
          <RetryLink record={record} />
        </div>
      ) : null}
      <div className="grid min-w-0 gap-4 lg:grid-cols-[3fr_2fr]">
        <CheckedPanel record={record} truth={result.truth} />
        <OutcomePanel view={view} result={result} />
      </div>
    </>
  );
}
