"use client";

import { useTranslations } from "use-intl";
import type { FieldErrors } from "@/components/i18n/use-field-errors.ts";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Field } from "@/components/ui/field.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { HostId } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { ISCSI_PATH, type PoolDraft } from "./pool-draft.ts";

type TextName = "name" | "targetPath" | "sourceHost" | "sourcePath" | "targetIqn";

const KINDS = ["netfs", "iscsi", "dir"] as const;
/** The fields of each kind, in the order that they are asked for. */
const FIELDS: Record<PoolDraft["type"], readonly TextName[]> = {
  netfs: ["name", "sourceHost", "sourcePath", "targetPath"],
  iscsi: ["name", "sourceHost", "targetIqn", "targetPath"],
  dir: ["name", "targetPath"],
};

/** Which storage, where it lies, where it shall stand on the hosts, and on which. */
export function PoolForm(props: {
  readonly draft: PoolDraft;
  readonly onChange: (draft: PoolDraft) => void;
  readonly errors: FieldErrors;
  readonly hosts: readonly { readonly id: HostId; readonly name: string }[];
}) {
  const { draft, onChange, errors } = props;
  const t = useTranslations("fixDialog.pool");
  const toggle = (id: HostId, yes: boolean) =>
    onChange({ ...draft, hostIds: yes ? [...draft.hostIds, id] : draft.hostIds.filter((one) => one !== id) });
  return (
    <div className="flex flex-col gap-4">
      <RadioCards
        legend={t("kind")}
        value={draft.type}
        onChange={(type) => onChange({ ...draft, type })}
        cards={KINDS.map((kind) => ({ value: kind, title: t(`kinds.${kind}.title`), body: t(`kinds.${kind}.body`) }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {FIELDS[draft.type].map((name) => (
          <Field key={name} label={t(`fields.${name}.label`)} hint={t(`fields.${name}.hint`)} error={errors[name]}>
            <TextInput
              name={name}
              mono={name !== "name"}
              maxLength={1024}
              value={draft[name]}
              placeholder={draft.type === "iscsi" && name === "targetPath" ? ISCSI_PATH : undefined}
              onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      <fieldset className="flex min-w-0 flex-col gap-1" aria-describedby={errors.hostIds ? "pool-hosts-error" : undefined}>
        <legend className="mb-1 font-medium text-sm">{t("hosts")}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          {props.hosts.map((host) => (
            <Checkbox
              key={host.id}
              name={`pool-host-${host.name}`}
              checked={draft.hostIds.includes(host.id)}
              onChange={(yes) => toggle(host.id, yes)}
              label={visibleText(host.name)}
            />
          ))}
        </div>
        {errors.hostIds ? (
          <p id="pool-hosts-error" role="alert" className="text-block text-sm">
            {t("needsHosts")}
          </p>
        ) : null}
      </fieldset>
    </div>
  );
}
