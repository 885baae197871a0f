"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Cpu, Download, Printer } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { serverNow } from "@/components/i18n/clock.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { matrixCsv } from "@/lib/core/preflight/export-csv.ts";
import { type MatrixFilter, writeMatrixFilter } from "../search-params.ts";
import { csvName, saveFile } from "./csv-file.ts";
import { loadShown } from "./load-shown.ts";
import type { MatrixModel } from "./use-matrix-model.ts";

/** What can be done with all that is shown: a file, a report to print; and the way to the CPU baseline. */
export function MatrixActions(props: { readonly params: MatrixFilter; readonly model: MatrixModel }) {
  const { params, model } = props;
  const t = useTranslations("matrix.actions");
  const message = useMessage();
  const client = useQueryClient();
  const { hosts } = model;
  const csv = useMutation({
    mutationFn: async () => {
      const cells = await loadShown(client, hosts, params);
      const vmNames = new Map(model.rows.map(({ domain }) => [domain.uuid, domain.name]));
      const hostNames = new Map(hosts.map(({ registration }) => [registration.id, registration.name]));
      const text = matrixCsv(cells, {
        say: message,
        vmName: (uuid) => vmNames.get(uuid) ?? uuid,
        hostName: (id) => hostNames.get(id) ?? id,
      });
      saveFile(csvName(serverNow()), text);
    },
  });
  const query = writeMatrixFilter(params);
  return (
    <>
      {csv.isError ? (
        <span role="alert" className="self-center text-block text-sm">
          {t("csvFailed")} {message(errorOf(csv.error).data.message)}
        </span>
      ) : null}
      <Link href="/preflight/cpu-baseline" className={buttonClass("ghost")}>
        <Cpu aria-hidden className="size-4" />
        {t("baseline")}
      </Link>
      <Link
        href={query === "" ? "/preflight/report" : `/preflight/report?${query}`}
        className={buttonClass("ghost")}
        data-testid="open-report"
      >
        <Printer aria-hidden className="size-4" />
        {t("report")}
      </Link>
      <Button
        busy={csv.isPending}
        disabled={hosts.length < 2}
        icon={<Download aria-hidden className="size-4" />}
        onClick={() => csv.mutate()}
        data-testid="export-csv"
      >
        {t("csv")}
      </Button>
    </>
  );
}
