"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Field } from "@/components/ui/field.tsx";
import { Select } from "@/components/ui/select.tsx";
import { useHow } from "./context.tsx";
import { NumberText } from "./number-option.tsx";
import { FoldedSection, OptionGrid } from "./section.tsx";

const PRIORITIES = ["low", "normal", "high"] as const;

/** When it goes if it has to wait, and whether it is tried again. */
export function QueueSection() {
  const { params, change, errors } = useHow();
  const t = useTranslations("queue.wizard");
  const message = useMessage();
  const errorOf = (field: string) => (errors[field] ? message(errors[field]) : undefined);
  return (
    <FoldedSection title={t("title")} keys={["priority", "tries", "triesAfter"]} fields={["queueing"]}>
      <OptionGrid>
        <Field label={t("priority")} hint={t("priorityHint")}>
          <Select
            name="priority"
            value={params.priority}
            options={PRIORITIES.map((value) => ({ value, label: t(value) }))}
            onChange={(priority) => change({ priority })}
            className="max-w-60"
          />
        </Field>
        <Field label={t("times")} hint={t("timesHint")} error={errorOf("queueing.times")}>
          <NumberText
            name="queueing.times"
            unit={t("timesUnit")}
            value={params.tries}
            placeholder="0"
            onChange={(tries) => change({ tries })}
          />
        </Field>
        {params.tries.trim() === "" ? null : (
          <Field label={t("minutes")} hint={t("minutesHint")} error={errorOf("queueing.minutes")}>
            <NumberText
              name="queueing.minutes"
              unit={t("minutesUnit")}
              value={params.triesAfter}
              placeholder="1"
              onChange={(triesAfter) => change({ triesAfter })}
            />
          </Field>
        )}
      </OptionGrid>
    </FoldedSection>
  );
}
