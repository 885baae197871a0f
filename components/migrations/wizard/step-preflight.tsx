"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { findingHosts } from "@/components/findings/finding-hosts.ts";
import { FindingsByGroup } from "@/components/findings/findings-by-group.tsx";
import { VerdictCounts } from "@/components/findings/verdict-counts.tsx";
import { FixPlaceProvider } from "@/components/fixes/fix-place.tsx";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import type { Finding, FixChoice, MigrationRequest } from "@/lib/contract/index.ts";
import { freshCheckQuery } from "./fresh-check-query.ts";
import { standing } from "./standing.ts";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";
import { changeOfChoice } from "./take-choice.ts";

/** Step 4: the checks on fresh facts. They run by themselves; blocks must be solved, each warning needs a tick of its own. */
export function StepPreflight(
  props: StepProps & {
    readonly request: MigrationRequest;
    /** What the server found at a start that it refused. */
    readonly refused: readonly Finding[] | null;
  },
) {
  const { params, request, refused } = props;
  const t = useTranslations("wizard");
  const drawer = useTranslations("matrix.drawer");
  const message = useMessage();
  const check = useQuery(freshCheckQuery(request));
  const findings = check.data?.findings ?? [];
  const now = standing(findings, params.ack);
  const hosts = findingHosts(props.hosts, request.sourceHostId, request.destinationHostId);
  const place = {
    domainUuid: request.domainUuid,
    source: { id: request.sourceHostId, name: hosts.sourceName },
    destination: { id: request.destinationHostId, name: hosts.destinationName },
    onChanged: () => void check.refetch(),
    onChoice: (choice: FixChoice) => props.change(changeOfChoice(request.options, choice)),
  };
  const ready = check.isSuccess && !check.isFetching && now.blocks.length === 0 && now.open.length === 0;
  const why = check.isFetching
    ? t("preflight.wait")
    : now.blocks.length > 0
      ? t("preflight.stillBlocked")
      : now.open.length > 0
        ? t("preflight.unacknowledged")
        : null;
  const acknowledge = (ruleId: string, yes: boolean) =>
    props.change({ ack: yes ? [...params.ack, ruleId] : params.ack.filter((known) => known !== ruleId) });
  return (
    <StepFrame
      step="preflight"
      heading={t("steps.preflight.heading")}
      memory={props.memory}
      onBack={() => props.go("how")}
      onNext={() => props.go("review")}
      nextDisabled={!ready}
      why={why}
    >
      {refused ? (
        <Notice tone="danger" live>
          {t("preflight.serverRefused")}
        </Notice>
      ) : null}
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        {check.data ? <VerdictCounts counts={check.data.counts} /> : null}
        {check.data?.observedAtMs ? (
          <span className="text-muted text-sm">
            {drawer("seen")} <RelativeTime atMs={check.data.observedAtMs} />
          </span>
        ) : null}
        <Button
          className="ml-auto"
          busy={check.isFetching}
          icon={<RefreshCw aria-hidden className="size-4" />}
          onClick={() => void check.refetch()}
          data-testid="check-again"
        >
          {t("preflight.again")}
        </Button>
      </div>
      {check.isPending ? (
        <div role="status" className="flex flex-col gap-3">
          <p className="text-muted">{t("preflight.running")}</p>
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="w-3/5" />
        </div>
      ) : check.data ? (
        <>
          <Sentence counts={now} />
          <FixPlaceProvider place={place}>
            <FindingsByGroup
              findings={findings}
              hosts={hosts}
              answer={(finding) =>
                finding.verdict === "warn" || finding.verdict === "unknown" ? (
                  <div className="mt-2">
                    <Checkbox
                      name={`ack-${finding.ruleId}`}
                      checked={params.ack.includes(finding.ruleId)}
                      onChange={(yes) => acknowledge(finding.ruleId, yes)}
                      label={t("preflight.acknowledge")}
                    />
                  </div>
                ) : null
              }
            />
          </FixPlaceProvider>
        </>
      ) : (
        <ErrorState
          title={t("preflight.failed")}
          body={message(errorOf(check.error).data.message)}
          detail={errorOf(check.error).data.detail}
          onRetry={() => void check.refetch()}
          retrying={check.isFetching}
        />
      )}
    </StepFrame>
  );
}

function Sentence(props: { readonly counts: ReturnType<typeof standing> }) {
  const { blocks, warns, unknowns, open } = props.counts;
  const t = useTranslations("wizard.preflight");
  if (blocks.length > 0) return <Notice tone="danger">{t("blocked", { count: blocks.length })}</Notice>;
  if (warns.length + unknowns.length === 0) return <Notice tone="pass">{t("clear")}</Notice>;
  if (open.length === 0) return <Notice tone="pass">{t("ready")}</Notice>;
  return (
    <Notice tone="warn">
      {warns.length > 0 ? <p>{t("warned", { count: warns.length })}</p> : null}
      {unknowns.length > 0 ? <p>{t("unknown", { count: unknowns.length })}</p> : null}
    </Notice>
  );
}
