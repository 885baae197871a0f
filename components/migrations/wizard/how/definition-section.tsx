"use client";

import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { visibleText } from "@/lib/format/visible-text.ts";
import { cloneName, isClone, modeOf } from "../build-options.ts";
import { useHow } from "./context.tsx";
import { OptionHint } from "./option-hint.tsx";
import { FoldedSection, HowSection } from "./section.tsx";
import { SwitchOption } from "./switch-option.tsx";
import { TextOption } from "./text-option.tsx";
import { useOption } from "./use-option.ts";

/** Name, and whether it goes on running where it arrives. */
export function DefinitionSection() {
  const { params, change, model } = useHow();
  const t = useTranslations("wizard.how");
  const mode = modeOf(params, model.domain);
  const clone = isClone(params, model.domain);
  return (
    <FoldedSection
      title={t("sections.definition")}
      keys={["newName", "paused"]}
      fields={["destinationName", "suspendAtDestination", "undefineSource"]}
    >
      {mode === "live" || mode === "saved-state" ? (
        <SwitchOption
          id="paused"
          field="suspendAtDestination"
          option="suspend-at-destination"
          checked={params.paused}
          onChange={(paused) => change({ paused })}
        />
      ) : null}
      {mode === "saved-state" || clone ? null : <TextOption id="newName" field="destinationName" option="rename" />}
    </FoldedSection>
  );
}

/** Of a cold copy: a VM of its own, or the VM itself. */
export function CloneSection() {
  const { params, change } = useHow();
  const t = useTranslations("wizard.how");
  return (
    <HowSection title={t("sections.clone")}>
      <RadioCards
        legend={t("clone.legend")}
        hideLegend
        columns={2}
        value={params.newUuid ? "clone" : "move"}
        onChange={(chosen) => change({ newUuid: chosen === "clone" })}
        cards={[
          { value: "clone", title: t("clone.clone"), body: t("clone.cloneHint") },
          { value: "move", title: t("clone.move"), body: t("clone.moveHint") },
        ]}
      />
      {params.newUuid ? (
        <>
          <CloneName />
          <SwitchOption id="newMacs" field="newMacs" checked={params.newMacs} onChange={(newMacs) => change({ newMacs })} />
        </>
      ) : null}
    </HowSection>
  );
}

function CloneName() {
  const { params, change, model } = useHow();
  const t = useTranslations("wizard.how.fields.cloneName");
  const state = useOption("destinationName");
  const name = visibleText(cloneName(model.domain));
  return (
    <Field
      label={t("label")}
      error={state.error}
      hint={<OptionHint hint={t("hint")} defaultText={t("default", { name })} state={state} />}
    >
      <TextInput
        name="destinationName"
        maxLength={200}
        placeholder={name}
        value={params.newName}
        onChange={(event) => change({ newName: event.target.value })}
        className="max-w-100"
      />
    </Field>
  );
}
