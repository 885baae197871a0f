"use client";

import { Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import type { Advice } from "@/lib/contract/index.ts";
import { useExpected } from "./use-expected.ts";

/** What is advised, best first: why, what would come of it, and one press that takes it. */
export function AdviceList(props: {
  readonly advice: readonly Advice[];
  /** True when the options are as this one advises already. */
  readonly isTaken: (advice: Advice) => boolean;
  readonly onTake: (advice: Advice) => void;
}) {
  const t = useTranslations("forecast.advice");
  if (props.advice.length === 0) return null;
  return (
    <section aria-label={t("heading")}>
      <ul className="grid gap-2 md:grid-cols-2">
        {props.advice.map((advice) => (
          <AdviceCard key={advice.kind} advice={advice} taken={props.isTaken(advice)} onTake={() => props.onTake(advice)} />
        ))}
      </ul>
    </section>
  );
}

function AdviceCard(props: { readonly advice: Advice; readonly taken: boolean; readonly onTake: () => void }) {
  const { advice } = props;
  const t = useTranslations("forecast.advice");
  const message = useMessage();
  const expected = useExpected()(advice.prediction);
  const name = t(advice.kind);
  return (
    <li
      className="flex min-w-0 flex-col gap-1 rounded-md border border-line bg-surface px-3 py-2"
      data-testid={`advice-${advice.kind}`}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h4 className="min-w-0 font-medium">{name}</h4>
        {advice.kind === "as-chosen" ? null : props.taken ? (
          <span className="inline-flex items-center gap-1 text-pass text-sm">
            <Check aria-hidden className="size-4" />
            {t("taken")}
          </span>
        ) : (
          <Button
            size="sm"
            aria-label={t("takeNamed", { advice: name })}
            onClick={props.onTake}
            data-testid={`advice-${advice.kind}-take`}
          >
            {t("take")}
          </Button>
        )}
      </div>
      <p className="text-sm [overflow-wrap:anywhere]">{message(advice.reason)}</p>
      {expected.short === null ? null : <p className="text-muted text-sm">{t("expected", { expected: expected.short })}</p>}
    </li>
  );
}
