"use client";

import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { FixRecord } from "@/lib/contract/index.ts";

/** Where the VM is after a way out, as every host that answers said it at the end. Nothing for what is about no VM. */
export function NowTable({ record }: { readonly record: FixRecord }) {
  const t = useTranslations("recovery");
  const looks = record.steps.filter(({ does, state }) => does.key === "fixes.does.look-where" && state !== "waiting");
  if (looks.length === 0) return null;
  return (
    <section aria-label={t("now")} data-testid="recovery-now">
      <h3 className="font-medium text-sm">{t("now")}</h3>
      <SimpleTable
        label={t("now")}
        rows={looks}
        rowId={({ hostId }) => hostId}
        empty={null}
        columns={[
          { id: "host", header: t("column.host"), cell: ({ hostName }) => <HostText text={hostName} /> },
          {
            id: "state",
            header: t("column.state"),
            cell: ({ output }) =>
              output.trim() === "not here" ? (
                t("notHere")
              ) : (
                <HostText
                  text={output
                    .trim()
                    .split(/\s*\n\s*/)
                    .join(", ")}
                />
              ),
          },
        ]}
      />
    </section>
  );
}
