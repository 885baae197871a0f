"use client";

import { ListPlus, Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { useHow } from "./context.tsx";
import { FieldError } from "./field-error.tsx";
import { MAX_RUNGS, nextRung, readyLadder, withLadder } from "./ladder-drafts.ts";
import { LadderRungFields } from "./ladder-rung.tsx";

/** What is done one after another while it does not end, to be put together by hand or taken ready-made. */
export function LadderEditor() {
  const { params, change, support } = useHow();
  const t = useTranslations("wizard.how");
  const { ladder } = params;
  const full = ladder.length >= MAX_RUNGS;
  const put = (next: typeof ladder) => change(withLadder(params, next));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" data-testid="ladder">
      <legend className="font-medium text-sm">{t("ladder.title")}</legend>
      <p className="text-muted text-sm">
        {t("ladder.hint")} {t("serverDoes")}
      </p>
      {ladder.length === 0 ? <p className="text-sm">{t("ladder.empty")}</p> : null}
      <ol className="flex flex-col gap-2">
        {ladder.map((rung, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rung has no other name than its place, and keeps no state of its own
          <li key={index}>
            <LadderRungFields
              index={index}
              rung={rung}
              onChange={(next) => put(ladder.with(index, next))}
              onRemove={() => put(ladder.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      <FieldError field="ladder" />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          icon={<Plus aria-hidden className="size-4" />}
          disabled={full}
          onClick={() => put([...ladder, nextRung(ladder)])}
        >
          {t("ladder.add")}
        </Button>
        <Button
          size="sm"
          icon={<ListPlus aria-hidden className="size-4" />}
          onClick={() => change(readyLadder(params, support))}
          data-testid="ready-ladder"
        >
          {t("ladder.ready")}
        </Button>
        <span className="text-muted text-sm">{full ? t("ladder.full") : t("ladder.readyHint")}</span>
      </div>
    </fieldset>
  );
}
