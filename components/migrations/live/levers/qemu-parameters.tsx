"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import { useQemuParameters } from "@/lib/client/mutations/qemu-parameters.ts";
import type { QemuParametersView } from "@/lib/contract/index.ts";
import { Section } from "../section.tsx";

/** QEMU's own migration parameters and capabilities, read when somebody asks for them: it leaves a mark on the VM. */
export function QemuParameters({ migrationId }: { readonly migrationId: string }) {
  const t = useTranslations("live.levers.qemu");
  const read = useQemuParameters(migrationId);
  return (
    <Section title={t("title")} testId="qemu-parameters">
      <p className="mb-2 text-muted text-sm">{t("warning")}</p>
      <Button busy={read.isPending} onClick={() => read.mutate()} data-testid="qemu-parameters-show">
        {read.data ? t("again") : t("show")}
      </Button>
      {read.isError ? (
        <div className="mt-2">
          <ApiErrorNotice error={read.error} />
        </div>
      ) : null}
      {read.data ? <Tables view={read.data} /> : null}
    </Section>
  );
}

function Tables({ view }: { readonly view: QemuParametersView }) {
  const t = useTranslations("live.levers.qemu");
  const format = useFormat();
  return (
    <div className="mt-3 grid gap-x-6 gap-y-3 lg:grid-cols-2" data-testid="qemu-parameters-table">
      <p className="col-span-full text-muted text-sm" role="status">
        {t("readAt", { time: format.timeOfDay(view.readAtMs) })}
      </p>
      <SimpleTable
        label={t("title")}
        rows={view.parameters}
        rowId={(row) => row.name}
        empty={t("none")}
        columns={[
          { id: "name", header: t("parameter"), cell: (row) => <Mono text={row.name} /> },
          { id: "value", header: t("value"), cell: (row) => <Mono text={row.value} />, align: "right" },
        ]}
      />
      <SimpleTable
        label={t("capability")}
        rows={view.capabilities}
        rowId={(row) => row.name}
        empty={t("none")}
        columns={[
          { id: "name", header: t("capability"), cell: (row) => <Mono text={row.name} /> },
          { id: "on", header: t("value"), cell: (row) => (row.on ? t("on") : t("off")), align: "right" },
        ]}
      />
    </div>
  );
}

function Mono({ text }: { readonly text: string }) {
  return (
    <span className="font-mono">
      <HostText text={text} />
    </span>
  );
}
