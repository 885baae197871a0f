"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { firstTrouble, worstCount } from "@/components/findings/order.ts";
import { bestDestination, rankCells } from "@/components/findings/rank-cells.ts";
import { useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { matrixQuery } from "@/lib/client/queries/matrix.ts";
import type { HostId, HostSnapshot, MatrixCell } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";

/** Step 2: which host. All of them are shown; those that do not fit come last and say why. */
export function StepDestination(props: StepProps) {
  const { model, hosts } = props;
  const t = useTranslations("wizard");
  const message = useMessage();
  const [tried, setTried] = useState(false);
  const cells = useQuery({ ...matrixQuery(model.domain ? [model.domain.uuid] : []), enabled: model.domain !== null });
  const own = (cells.data ?? []).filter((cell) => cell.domainUuid === model.domain?.uuid);
  const ranked = rankCells(own, hosts);
  const others = hosts.filter((host) => host.registration.id !== model.source?.registration.id);
  const order = new Map(ranked.map((cell, index) => [cell.destinationHostId, index]));
  const place = (host: HostSnapshot) => order.get(host.registration.id) ?? ranked.length;
  const sorted = [...others].sort((a, b) => place(a) - place(b));
  const best = bestDestination(own, hosts);
  return (
    <StepFrame
      step="destination"
      heading={t("steps.destination.heading", { vm: visibleText(model.domain?.name ?? "") })}
      memory={props.memory}
      onBack={() => props.go("vm")}
      onNext={() => {
        setTried(true);
        if (model.furthest !== "vm" && model.furthest !== "destination") props.go("how");
      }}
      why={tried && !props.params.to ? t("destination.required") : null}
    >
      {cells.isError ? (
        <Notice tone="danger" title={t("destination.failed")}>
          {message(errorOf(cells.error).data.message)}
        </Notice>
      ) : null}
      {sorted.length === 0 ? (
        <EmptyState title={t("destination.none")} body={t("destination.noneHint")} />
      ) : (
        <RadioCards<HostId>
          legend={t("destination.legend")}
          hideLegend
          value={props.params.to}
          onChange={(to) => props.change({ to })}
          cards={sorted.map((host) => {
            const cell = ranked.find((one) => one.destinationHostId === host.registration.id);
            return {
              value: host.registration.id,
              title: host.registration.name,
              aside: <HostVerdict cell={cell} best={best === host.registration.id} />,
              body: <HostLine host={host} cell={cell} />,
            };
          })}
        />
      )}
    </StepFrame>
  );
}

function HostVerdict(props: { readonly cell: MatrixCell | undefined; readonly best: boolean }) {
  const t = useTranslations("wizard.destination");
  if (!props.cell) return <span className="text-muted text-sm">{t("checking")}</span>;
  return (
    <span className="flex items-center gap-2" data-testid="destination-verdict" data-verdict={props.cell.verdict}>
      {props.best ? <Badge tone="accent">{t("best")}</Badge> : null}
      {props.cell.verdict === "pass" ? (
        <VerdictMark verdict="pass" />
      ) : (
        <VerdictMark verdict={props.cell.verdict} count={worstCount(props.cell)} />
      )}
    </span>
  );
}

function HostLine(props: { readonly host: HostSnapshot; readonly cell: MatrixCell | undefined }) {
  const { host, cell } = props;
  const t = useTranslations("wizard.destination");
  const message = useMessage();
  const format = useFormat();
  const now = useNow();
  const memory = host.facts?.memoryAvailableBytes;
  const trouble = cell ? firstTrouble(cell) : null;
  const parts = [
    memory?.known ? t("free", { amount: format.bytes(memory.value) }) : null,
    t("vms", { count: host.domains.length }),
    host.state !== "online" && host.observedAtMs !== null ? t("stale", { age: format.relative(host.observedAtMs, now) }) : null,
  ];
  return (
    <>
      <span className="block">{parts.filter(Boolean).join(" · ")}</span>
      {trouble ? (
        <span className="block text-text [overflow-wrap:anywhere]">
          {cell?.verdict === "block" ? `${t("unfit")}: ` : null}
          {message(trouble.reason)}
        </span>
      ) : null}
      {cell?.verdict === "block" ? <span className="block">{t("unfitHint")}</span> : null}
    </>
  );
}
