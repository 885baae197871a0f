"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Field } from "@/components/ui/field.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { DomainNic } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { useHow } from "./context.tsx";
import { nicTargets, targetOf, targetValue } from "./nic-targets.ts";

const KEEP = "keep";
const OTHER = "other";
const TYPES = ["bridge", "network", "direct"] as const;

/** One network card: as it is, one of the destination's own bridges, networks and interfaces, or one that is typed. */
export function NicChoice({ nic }: { readonly nic: DomainNic }) {
  const { params, change, model, errors } = useHow();
  const t = useTranslations("wizard.how.devices");
  const message = useMessage();
  const mac = nic.mac.toLowerCase();
  const draft = params.nics.find((one) => one.mac === mac);
  const others = params.nics.filter((one) => one.mac !== mac);
  const targets = nicTargets(model.destination?.facts ?? null).filter(
    (target) => !(target.type === nic.type && target.name === nic.source),
  );
  const known =
    draft !== undefined && targets.some((target) => targetValue(target) === targetValue({ ...draft, name: draft.source }));
  // Once something is being typed it stays so, although it may spell a known name on its way.
  const [typing, setTyping] = useState(draft !== undefined && !known);
  const wrong = errors[`nicSources.${mac}`];
  const error = wrong ? message(wrong) : undefined;
  const put = (next: Omit<NonNullable<typeof draft>, "mac">) => change({ nics: [...others, { mac, ...next }] });
  const choose = (value: string) => {
    const target = targetOf(value);
    setTyping(value === OTHER);
    if (target) put({ type: target.type, source: target.name });
    else if (value === OTHER) put({ type: "bridge", source: "" });
    else change({ nics: others });
  };
  const words = (target: { readonly type: DomainNic["type"]; readonly name: string }) =>
    t("choice", { type: t(`types.${target.type}`), name: visibleText(target.name) });
  return (
    <div className="flex flex-col gap-2">
      <Field label={t("target", { mac: visibleText(nic.mac) })} error={typing ? undefined : error}>
        <Select
          name={`nicSources.${mac}`}
          value={!draft ? KEEP : typing ? OTHER : targetValue({ type: draft.type, name: draft.source })}
          onChange={choose}
          className="max-w-100"
          options={[
            {
              value: KEEP,
              label: nic.source
                ? t("keep", { type: t(`types.${nic.type}`), name: visibleText(nic.source) })
                : t("keepOther", { type: t(`types.${nic.type}`) }),
            },
            ...targets.map((target) => ({ value: targetValue(target), label: words(target) })),
            { value: OTHER, label: t("other") },
          ]}
        />
      </Field>
      {draft && typing ? (
        <div className="ml-4 flex flex-wrap gap-2">
          <Field label={t("otherType")} className="w-44">
            <Select
              value={draft.type}
              options={TYPES.map((type) => ({ value: type, label: t(`types.${type}`) }))}
              onChange={(type) => put({ ...draft, type })}
            />
          </Field>
          <Field label={t("otherName")} error={error} className="w-52">
            <TextInput
              mono
              name={`nicSources.${mac}.source`}
              maxLength={80}
              value={draft.source}
              onChange={(event) => put({ ...draft, source: event.target.value })}
            />
          </Field>
        </div>
      ) : null}
    </div>
  );
}
