"use client";

import { useTranslations } from "use-intl";
import { FoldedSection } from "./section.tsx";
import { TextOption } from "./text-option.tsx";

/** The guest's own address, for the probe ping. */
export function GuestSection() {
  const t = useTranslations("wizard.how.sections");
  return (
    <FoldedSection title={t("guest")} keys={["ping"]} fields={["pingAddress"]}>
      <TextOption id="ping" field="pingAddress" />
    </FoldedSection>
  );
}
