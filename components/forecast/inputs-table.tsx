"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { Figure, PredictionInputs } from "@/lib/contract/index.ts";
import { inputRows } from "./input-rows.ts";

/** What a forecast rests on: each figure with where it comes from and how old it is. */
export function InputsTable({ inputs }: { readonly inputs: PredictionInputs }) {
  const t = useTranslations("forecast");
  const format = useFormat();
  const show = { bytes: format.bytes, rate: format.rate, ms: format.duration };
  return (
    <SimpleTable
      label={t("restsOn")}
      rows={inputRows(inputs)}
      rowId={(row) => row.name}
      empty={t("unknown")}
      columns={[
        { id: "figure", header: t("figure"), cell: (row) => t(`inputs.${row.name}`) },
        {
          id: "value",
          header: t("value"),
          cell: ({ figure, unit, workingSetBytes }) =>
            figure === null ? (
              <span className="text-muted">{t("unknown")}</span>
            ) : (
              <span className="tabular-nums">
                {show[unit](figure.value)}
                {workingSetBytes === null ? null : (
                  <span className="block text-muted">{t("workingSet", { size: format.bytes(workingSetBytes) })}</span>
                )}
              </span>
            ),
        },
        { id: "from", header: t("from"), cell: (row) => <Origin figure={row.figure} /> },
      ]}
    />
  );
}

function Origin({ figure }: { readonly figure: Figure | null }) {
  const t = useTranslations("forecast.origin");
  if (figure === null) return null;
  return (
    <span className="text-muted">
      {t(figure.origin)}
      {figure.atMs === null ? null : (
        <>
          {", "}
          <RelativeTime atMs={figure.atMs} />
        </>
      )}
    </span>
  );
}
