"use client";

import { useTranslations } from "use-intl";
import { Notice } from "@/components/ui/notice.tsx";
import { ChoiceOption } from "./choice-option.tsx";
import { useHow } from "./context.tsx";
import { LadderEditor } from "./ladder-editor.tsx";
import { NumberOption } from "./number-option.tsx";
import { FoldedSection, OptionGrid } from "./section.tsx";

const POST_COPY = ["off", "by-hand", "after-first-pass"] as const;

/** What helps when the VM writes faster than the link carries: post-copy, slower CPUs, and a ladder of all of it. */
export function ConvergeSection() {
  const { params, change, support } = useHow();
  const t = useTranslations("wizard.how");
  const throttles = params.converge || params.ladder.some((rung) => rung.kind === "auto-converge");
  const noPostCopy = support["post-copy"].supported === false;
  return (
    <FoldedSection
      title={t("sections.converge")}
      keys={["postCopy", "postCopyBandwidth", "convergeInitial", "convergeIncrement", "ladder"]}
      fields={["postCopy", "postCopyBandwidthMiBps", "autoConvergeInitialPercent", "autoConvergeIncrementPercent", "ladder"]}
    >
      <ChoiceOption
        field="postCopy"
        option="post-copy"
        label={t("postCopy.label")}
        hint={t("postCopy.hint")}
        defaultText={t("postCopy.default")}
        value={params.postCopy}
        choices={POST_COPY.map((value) => ({
          value,
          label: t(`postCopy.${value}`),
          disabled: noPostCopy && value !== "off",
        }))}
        onChange={(postCopy) => change({ postCopy })}
      />
      {params.postCopy === "off" ? null : (
        <>
          <Notice tone="warn">{t("postCopy.risk")}</Notice>
          <NumberOption id="postCopyBandwidth" field="postCopyBandwidthMiBps" option="post-copy-bandwidth" />
        </>
      )}
      {throttles ? (
        <OptionGrid>
          <NumberOption id="convergeInitial" field="autoConvergeInitialPercent" option="auto-converge-tuning" />
          <NumberOption id="convergeIncrement" field="autoConvergeIncrementPercent" option="auto-converge-tuning" />
        </OptionGrid>
      ) : null}
      <LadderEditor />
    </FoldedSection>
  );
}
