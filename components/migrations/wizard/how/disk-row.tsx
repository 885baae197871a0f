"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { Field } from "@/components/ui/field.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { DomainDisk, MigrationMode } from "@/lib/contract/index.ts";
import { copyRefusal } from "@/lib/core/migration/disks.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { useHow } from "./context.tsx";
import { FieldError } from "./field-error.tsx";

/** One disk: what it is, whether it is copied, and to which path. */
export function DiskRow(props: { readonly disk: DomainDisk; readonly mode: MigrationMode; readonly copied: readonly string[] }) {
  const { disk, copied } = props;
  const { change } = useHow();
  const t = useTranslations("wizard.how.disks");
  const message = useMessage();
  const target = visibleText(disk.target);
  const copies = copied.includes(disk.target);
  const refusal = copyRefusal(disk, props.mode);
  const without = copied.filter((one) => one !== disk.target);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <DiskFacts disk={disk} />
        {refusal && !copies ? (
          <p className="max-w-72 text-muted text-sm">
            {t("stays")}: {message({ key: `options.disks.${refusal}` })}
          </p>
        ) : (
          <Select
            aria-label={t("choiceNamed", { target })}
            name={`copiedDisks.${disk.target}`}
            value={copies ? "copy" : "stays"}
            options={[
              { value: "stays", label: t("stays") },
              { value: "copy", label: t("copy") },
            ]}
            onChange={(choice) => change({ disks: choice === "copy" ? [...without, disk.target] : without })}
            className="w-36"
          />
        )}
      </div>
      <FieldError field={`copiedDisks.${disk.target}`} />
      {copies ? <DiskPathField disk={disk} /> : null}
    </div>
  );
}

function DiskFacts({ disk }: { readonly disk: DomainDisk }) {
  const t = useTranslations("wizard.how.disks");
  const format = useFormat();
  const { capacityBytes, allocationBytes } = disk;
  const size = capacityBytes.known ? format.bytes(capacityBytes.value) : null;
  const used = allocationBytes.known ? format.bytes(allocationBytes.value) : null;
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">
          <HostText text={disk.target} />
        </span>
        <span className="text-muted text-sm">
          {[disk.format, size && used ? t("bytes", { used, size }) : size].filter(Boolean).join(" · ")}
        </span>
        {disk.source === null ? null : <Badge>{t(disk.sharing)}</Badge>}
      </p>
      <p className="font-mono text-muted text-sm [overflow-wrap:anywhere]">
        {disk.source === null ? t("emptyDrive") : <HostText text={disk.source} />}
      </p>
    </div>
  );
}

function DiskPathField({ disk }: { readonly disk: DomainDisk }) {
  const { params, change, errors } = useHow();
  const t = useTranslations("wizard.how.disks");
  const message = useMessage();
  const wrong = errors[`diskPaths.${disk.target}`];
  const others = params.paths.filter((one) => one.target !== disk.target);
  const path = params.paths.find((one) => one.target === disk.target)?.path ?? "";
  return (
    <Field label={t("pathNamed", { target: visibleText(disk.target) })} error={wrong ? message(wrong) : undefined}>
      <TextInput
        mono
        name={`diskPaths.${disk.target}`}
        maxLength={1100}
        placeholder={disk.source ?? ""}
        value={path}
        onChange={(event) =>
          change({
            paths: event.target.value === "" ? others : [...others, { target: disk.target, path: event.target.value }],
          })
        }
      />
    </Field>
  );
}
