"use client";

import { Server } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { ADD_HOST_HREF, migrationHref } from "@/components/shell/hrefs.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { buttonClass } from "@/components/ui/button.tsx";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { SearchInput } from "@/components/ui/search-input.tsx";
import { isUnfinished } from "@/lib/core/migration/lifecycle.ts";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";
import { listVms, sharingOf, type VmChoice } from "./vm-choices.ts";
import { WhatMoves } from "./what-moves.tsx";

/** More are found by search. */
const MOST_SHOWN = 60;

/** Step 1: which VM. */
export function StepVm(props: StepProps) {
  const { params, model, migrations } = props;
  const t = useTranslations("wizard");
  const [search, setSearch] = useState("");
  const [tried, setTried] = useState(false);
  const all = listVms(props.hosts);
  const wanted = search.trim().toLowerCase();
  const chosenKey = model.domain && model.source ? `${model.domain.uuid} ${model.source.registration.id}` : null;
  const found = all.filter((vm) =>
    `${vm.domain.name}\n${vm.domain.title ?? ""}\n${vm.domain.uuid}`.toLowerCase().includes(wanted),
  );
  const shown = found.filter((vm, index) => index < MOST_SHOWN || vm.key === chosenKey);
  const moving = new Map(migrations.filter(isUnfinished).map((record) => [record.request.domainUuid, record]));
  const own = model.domain ? moving.get(model.domain.uuid) : undefined;
  const next = () => {
    setTried(true);
    if (model.furthest !== "vm") props.go("destination");
  };
  return (
    <StepFrame
      step="vm"
      heading={t("steps.vm.heading")}
      memory={props.memory}
      onNext={next}
      why={tried && !params.vm ? t("vm.required") : null}
    >
      {all.length === 0 ? (
        <EmptyState
          icon={<Server aria-hidden />}
          title={t("vm.none")}
          body={t("vm.noneHint")}
          action={
            <Link href={ADD_HOST_HREF} className={buttonClass("primary")}>
              {t("vm.addHost")}
            </Link>
          }
        />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <SearchInput
              className="w-full sm:w-72"
              label={t("vm.search")}
              placeholder={t("vm.search")}
              value={search}
              onChange={setSearch}
            />
            <span className="text-muted text-sm">{t("vm.count", { shown: shown.length, total: all.length })}</span>
          </div>
          {shown.length === 0 ? <p className="text-muted">{t("vm.noMatch")}</p> : null}
          <RadioCards
            legend={t("vm.legend")}
            hideLegend
            columns={2}
            value={chosenKey}
            onChange={(key) => {
              const vm = all.find((one) => one.key === key);
              if (vm) props.change({ vm: vm.domain.uuid, from: vm.host.registration.id });
            }}
            cards={shown.map((vm) => ({
              value: vm.key,
              title: <HostText text={vm.domain.name} />,
              aside: moving.has(vm.domain.uuid) ? (
                <Badge tone="accent">{t("vm.movingBadge")}</Badge>
              ) : (
                <DomainStateMark state={vm.domain.state} />
              ),
              body: <VmLine vm={vm} />,
            }))}
          />
        </>
      )}
      {own ? (
        <Notice
          tone="warn"
          title={t("vm.moving")}
          actions={
            <Link href={migrationHref(own.id)} className={buttonClass("secondary", "sm")}>
              {t("vm.openMigration")}
            </Link>
          }
        />
      ) : null}
      {model.domain?.state === "shut-off" ? <Notice>{t("vm.notRunning")}</Notice> : null}
      {model.domain ? <WhatMoves domain={model.domain} /> : null}
    </StepFrame>
  );
}

function VmLine({ vm }: { readonly vm: VmChoice }) {
  const t = useTranslations("wizard.vm");
  const format = useFormat();
  const { domain } = vm;
  const disks = t("disks", { count: domain.disks.length });
  const sharing = sharingOf(domain.disks);
  return (
    <span>
      {[
        t("on", { host: vm.host.registration.name }),
        t("vcpus", { count: domain.vcpus }),
        t("memory", { amount: format.bytes(domain.memoryBytes) }),
        sharing ? `${disks} (${t(sharing)})` : disks,
      ].join(" · ")}
    </span>
  );
}
