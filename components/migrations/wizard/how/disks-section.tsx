"use client";

import { useTranslations } from "use-intl";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { copiedDisksOf, modeOf } from "../build-options.ts";
import { canBeIncremental } from "../disk-choices.ts";
import { useHow } from "./context.tsx";
import { DiskRow } from "./disk-row.tsx";
import { FieldError } from "./field-error.tsx";
import { HowSection } from "./section.tsx";
import { SwitchOption } from "./switch-option.tsx";

/** Every disk: whether it is copied, to where; and how, when any is. */
export function DisksSection() {
  const { params, change, model } = useHow();
  const t = useTranslations("wizard.how");
  const { domain } = model;
  if (!domain) return null;
  const mode = modeOf(params, domain);
  const copied = copiedDisksOf(params, domain);
  const incremental = canBeIncremental(domain.disks, copied);
  const stays = domain.disks.some((disk) => disk.source !== null && !disk.readonly && !copied.includes(disk.target));
  return (
    <HowSection title={t("sections.storage")}>
      {domain.disks.length === 0 ? <p className="text-muted text-sm">{t("disks.none")}</p> : null}
      <ul
        aria-label={t("disks.label")}
        className="flex flex-col divide-y divide-line rounded-md border border-line"
        data-testid="disks"
      >
        {domain.disks.map((disk) => (
          <li key={disk.target} className="px-3 py-2.5" data-testid={`disk-${disk.target}`}>
            <DiskRow disk={disk} mode={mode} copied={copied} />
          </li>
        ))}
      </ul>
      {stays ? <p className="text-muted text-sm">{t("disks.staysHint")}</p> : null}
      <FieldError field="copiedDisks" />
      {mode === "live" && copied.length > 0 ? (
        <>
          <RadioCards
            legend={t("disks.kind")}
            columns={2}
            value={params.storage}
            onChange={(storage) => change({ storage })}
            cards={[
              { value: "full", title: t("disks.full"), body: t("disks.fullHint") },
              {
                value: "incremental",
                title: t("disks.incremental"),
                body: incremental ? t("disks.incrementalHint") : t("disks.incrementalNot"),
                disabled: !incremental && params.storage !== "incremental",
              },
            ]}
          />
          <FieldError field="storageCopy" />
          <SwitchOption
            id="syncWrites"
            field="synchronousWrites"
            option="synchronous-writes"
            checked={params.syncWrites}
            onChange={(syncWrites) => change({ syncWrites })}
          />
        </>
      ) : null}
    </HowSection>
  );
}
