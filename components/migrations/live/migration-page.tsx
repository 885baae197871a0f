"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import { MigrationStateMark } from "@/components/ui/migration-state-mark.tsx";
import { Page } from "@/components/ui/page.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { useRoom } from "@/lib/client/use-room.ts";
import type { MigrationRecord, MigrationView } from "@/lib/contract/index.ts";
import { isUnfinished } from "@/lib/core/migration/lifecycle.ts";
import { ModeWords } from "../mode-words.tsx";
import { Route } from "../route.tsx";
import { AbortButton } from "./abort-button.tsx";
import { ChartPanel } from "./chart-panel.tsx";
import { CheckedPanel } from "./checked-panel.tsx";
import { ChoicesPanel } from "./choices-panel.tsx";
import { FailurePanel, RetryLink } from "./failure-panel.tsx";
import { newestSample } from "./figures.ts";
import { Elapsed, FiguresPanel } from "./figures-panel.tsx";
import { ForecastLine } from "./forecast-line.tsx";
import { LadderPanel } from "./levers/ladder-panel.tsx";
import { LeverUses } from "./levers/lever-uses.tsx";
import { LeversPanel } from "./levers/levers-panel.tsx";
import { QemuParameters } from "./levers/qemu-parameters.tsx";
import { RecoverPanel } from "./levers/recover-panel.tsx";
import { LogPanel } from "./log-panel.tsx";
import { OutcomePanel } from "./outcome-panel.tsx";
import { OutsidePanel } from "./outside-panel.tsx";
import { PhaseTimeline } from "./phase-timeline.tsx";
import { ProgressPanel } from "./progress-panel.tsx";
import { RefusedFindings } from "./refused-findings.tsx";
import { StateLine } from "./state-line.tsx";
import { StepsPanel } from "./steps-panel.tsx";
import { Tries } from "./tries.tsx";
import { VerdictHint, VerdictTitle } from "./verdict-title.tsx";
import { withRunningCommand } from "./with-running-command.ts";

/** Everything about one migration, from its request to its verdict. */
export function MigrationPage({ view }: { readonly view: MigrationView }) {
  const { record } = view;
  const list = useTranslations("migrations")("title");
  const running = isUnfinished(record);
  const sample = newestSample(view);
  const isLive = record.request.options.mode === "live";
  // Facts of both hosts say which levers there are.
  useRoom("inventory");
  return (
    <Page
      title={running ? <RunningTitle record={record} /> : <VerdictTitle record={record} />}
      aside={<HeaderFacts record={record} running={running} />}
      actions={<AbortButton record={record} />}
      breadcrumbs={[{ href: "/migrations", label: list }]}
    >
      {running ? <StateLine record={record} /> : <VerdictHint record={record} />}
      {record.state === "post-copy-broken" ? <RecoverPanel record={record} /> : null}
      <OutsidePanel record={record} />
      <PhaseTimeline record={record} />
      {running ? null : <Ended view={view} />}
      {running ? (
        <div className={clsx("flex flex-col gap-4", record.state === "detached" && "opacity-60")}>
          <ProgressPanel record={record} sample={sample} />
          <ForecastLine record={record} />
          <FiguresPanel record={record} sample={sample} />
        </div>
      ) : null}
      <StepsPanel record={record} />
      {running || view.samples.length > 1 ? <ChartPanel view={view} /> : null}
      {running && isLive ? <LeversPanel record={record} sample={sample} /> : null}
      <div className="grid min-w-0 gap-4 empty:hidden xl:grid-cols-2 [&>:only-child]:col-span-full">
        <LadderPanel record={record} sample={sample} />
        <LeverUses record={record} />
      </div>
      <LogPanel log={withRunningCommand(view.log, record)} />
      <ChoicesPanel record={record} />
      {running && isLive && record.startedAtMs !== null ? <QemuParameters migrationId={record.id} /> : null}
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
  return (
    <>
      {running ? null : <Route record={record} />}
      <ModeWords options={record.request.options} />
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
      <Tries record={record} />
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
      <RefusedFindings record={record} />
      {!result.failure && (result.truth.verdict === "stayed" || result.truth.verdict === "stayed-off") ? (
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
