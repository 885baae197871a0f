"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { worstCount } from "@/components/findings/order.ts";
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
import { useRoom } from "@/lib/client/use-room.ts";
import type { HostId, HostSnapshot, MatrixSummary } from "@/lib/contract/index.ts";
import { type Place, rankDestinations } from "@/lib/core/preflight/rank.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";

/** Step 2: which host. All of them are shown; those that do not fit come last and say why. */
export function StepDestination(props: StepProps) {
  const { model, hosts } = props;
  const t = useTranslations("wizard");
  const message = useMessage();
  const [tried, setTried] = useState(false);
  useRoom("preflight");
  const uuid = model.domain?.uuid ?? null;
  const cells = useQuery({ ...matrixQuery(uuid ? [uuid] : []), enabled: uuid !== null });
  const own = new Map(
    (cells.data ?? []).filter((cell) => cell.domainUuid === uuid).map((cell) => [cell.destinationHostId, cell]),
  );
  const places = new Map(
    (model.domain ? rankDestinations([...own.values()], hosts, model.domain) : []).map((place) => [place.hostId, place]),
  );
  const order = (host: HostSnapshot) => places.get(host.registration.id)?.place ?? Number.MAX_SAFE_INTEGER;
  const sorted = hosts
    .filter((host) => host.registration.id !== model.source?.registration.id)
    .sort((a, b) => order(a) - order(b));
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
            const cell = own.get(host.registration.id);
            const place = places.get(host.registration.id);
            return {
              value: host.registration.id,
              title: host.registration.name,
              aside: <HostVerdict cell={cell} best={place?.best ?? false} />,
              body: <HostLine host={host} cell={cell} place={place} />,
            };
          })}
        />
      )}
    </StepFrame>
  );
}

function HostVerdict(props: { readonly cell: MatrixSummary | undefined; readonly best: boolean }) {
  const t = useTranslations("wizard.destination");
  if (!props.cell) return <span className="text-muted text-sm">{t("checking")}</span>;
  return (
    <span className="flex items-center gap-2" data-testid="destination-verdict" data-verdict={props.cell.verdict}>
      {props.cell.pending ? <span className="text-muted text-sm">{t("checking")}</span> : null}
      {props.best ? <Badge tone="accent">{t("best")}</Badge> : null}
      {props.cell.verdict === "pass" ? (
        <VerdictMark verdict="pass" />
      ) : (
        <VerdictMark verdict={props.cell.verdict} count={worstCount(props.cell)} />
      )}
    </span>
  );
}

function HostLine(props: {
  readonly host: HostSnapshot;
  readonly cell: MatrixSummary | undefined;
  readonly place: Place | undefined;
}) {
  const { host, cell, place } = props;
  const t = useTranslations("wizard.destination");
  const message = useMessage();
  const format = useFormat();
  const now = useNow();
  const unfit = cell?.verdict === "block";
  const parts = [
    ...(place?.reasons ?? []).map(message),
    t("vms", { count: host.domains.length }),
    host.state !== "online" && host.observedAtMs !== null ? t("stale", { age: format.relative(host.observedAtMs, now) }) : null,
  ];
  return (
    <>
      <span className="block" data-testid="destination-reasons">
        {parts.filter(Boolean).join(" · ")}
      </span>
      {cell?.first ? (
        <span className="block text-text [overflow-wrap:anywhere]">
          {unfit ? `${t("unfit")}: ` : null}
          {message(cell.first.reason)}
        </span>
      ) : null}
      {unfit ? <span className="block">{t("unfitHint")}</span> : null}
    </>
  );
}
