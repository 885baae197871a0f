"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { MigrationRecord, SideTruth, TruthCheck } from "@/lib/contract/index.ts";
import { LeftoverList } from "./leftover-list.tsx";
import { Section } from "./section.tsx";

/** What the truth check looked at on both hosts, what each of them says, and what is left over. */
export function CheckedPanel(props: { readonly record: MigrationRecord; readonly truth: TruthCheck }) {
  const { record, truth } = props;
  const t = useTranslations("live.verdict");
  const message = useMessage();
  const format = useFormat();
  return (
    <Section
      testId="checked"
      title={
        <>
          {t("checked")}{" "}
          <span className="font-normal text-muted">
            {t("checkTook")}: {format.duration(truth.durationMs)}
          </span>
        </>
      }
    >
      <ul className="flex flex-col gap-1">
        {truth.items.map((item) => (
          <li
            key={item.id}
            className="grid grid-cols-[9rem_1fr] items-start gap-x-3 text-sm sm:grid-cols-[12rem_1fr_1fr]"
            data-testid="truth-item"
            data-ok={String(item.ok)}
          >
            <VerdictMark
              verdict={item.ok === null ? "unknown" : item.ok ? "pass" : "block"}
              label={item.ok === null ? t("notKnown") : item.ok ? t("ok") : t("notOk")}
            />
            <span className="min-w-0 [overflow-wrap:anywhere]">{message(item.label)}</span>
            <span className="col-start-2 min-w-0 font-mono [overflow-wrap:anywhere] sm:col-start-3">
              <HostText text={item.value} />
            </span>
          </li>
        ))}
      </ul>
      <h3 className="mt-3 mb-1 font-medium text-sm">{t("sides")}</h3>
      <div className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
        <Side name={record.sourceHostName} side={truth.source} />
        <Side name={record.destinationHostName} side={truth.destination} />
      </div>
      <h3 className="mt-3 mb-1 font-medium text-sm">{t("leftovers")}</h3>
      <LeftoverList record={record} truth={truth} />
    </Section>
  );
}

function Side(props: { readonly name: string; readonly side: SideTruth }) {
  const { side } = props;
  const t = useTranslations("live.verdict");
  const facts = !side.reachable
    ? [t("notReachable")]
    : !side.present
      ? [t("absent")]
      : [
          side.persistent === null ? null : side.persistent ? t("persistentYes") : t("persistentNo"),
          side.jobActive ? t("jobActive") : null,
        ];
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <span className="font-medium">
        <HostText text={props.name} />
      </span>
      {side.state ? <DomainStateMark state={side.state} /> : null}
      {side.stateReason ? (
        <span className="text-muted">
          (<HostText text={side.stateReason} />)
        </span>
      ) : null}
      <span className="text-muted">{facts.filter(Boolean).join(", ")}</span>
    </p>
  );
}
