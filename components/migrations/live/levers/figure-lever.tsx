"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { Field } from "@/components/ui/field.tsx";
import { NumberInput } from "@/components/ui/number-input.tsx";
import { useLever } from "@/lib/client/mutations/lever.ts";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import type { LeverState } from "@/lib/core/migration/levers.ts";
import { LeverCell } from "./lever-cell.tsx";
import { type FigureKind, figureInForce, readFigure } from "./lever-input.ts";

/** A lever that takes a figure: the field follows what is in force until somebody types, and says in words what is wrong with a figure. */
export function FigureLever(props: { readonly kind: FigureKind; readonly record: MigrationRecord; readonly state: LeverState }) {
  const { kind, record, state } = props;
  const t = useTranslations("live.levers");
  const message = useMessage();
  const lever = useLever(record.id);
  const inForce = figureInForce(record, kind);
  // Undefined: nobody has typed, or what was typed is in force.
  const [draft, setDraft] = useState<number | null>();
  const [problem, setProblem] = useState<string | null>(null);
  const isDowntime = kind === "max-downtime";
  const apply = () => {
    const read = readFigure(kind, draft === undefined ? inForce : draft);
    setProblem(read.ok ? null : read.problem);
    if (read.ok) lever.mutate(read.action, { onSuccess: () => setDraft(undefined) });
  };
  return (
    <LeverCell
      kind={kind}
      record={record}
      state={state}
      label={t(`${kind}.label`)}
      effect={t(`${kind}.effect`)}
      error={lever.error}
      control={(reasonId) => (
        <form
          noValidate
          className="[&_label]:sr-only"
          onSubmit={(event) => {
            event.preventDefault();
            if (!lever.isPending) apply();
          }}
        >
          <Field
            label={t(`${kind}.label`)}
            error={problem === null ? undefined : message({ key: `errors.field.${problem}` })}
            hint={<InForce kind={kind} value={inForce} />}
          >
            <span className="flex gap-2">
              <span className="w-44">
                <NumberInput
                  value={draft === undefined ? inForce : draft}
                  onChange={(value) => {
                    setDraft(value);
                    setProblem(null);
                  }}
                  unit={isDowntime ? "ms" : "MiB/s"}
                  placeholder={isDowntime ? t("downtimeDefault") : t("unlimited")}
                  disabled={!state.available}
                  name={kind}
                />
              </span>
              <Button
                type="submit"
                busy={lever.isPending}
                disabled={!state.available}
                aria-describedby={reasonId}
                data-testid={`lever-${kind}-apply`}
              >
                {t("apply")}
              </Button>
            </span>
          </Field>
        </form>
      )}
    />
  );
}

function InForce(props: { readonly kind: FigureKind; readonly value: number | null }) {
  const t = useTranslations("live.levers");
  const format = useFormat();
  const { kind, value } = props;
  const text =
    kind === "max-downtime"
      ? value === null
        ? t("downtimeDefault")
        : format.duration(value)
      : value === null
        ? t("unlimited")
        : format.rate(value * 2 ** 20);
  return <span data-testid={`lever-${kind}-in-force`}>{t("inForce", { value: text })}</span>;
}
