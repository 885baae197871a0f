"use client";

import { useTranslations } from "use-intl";
import { useHow } from "./context.tsx";
import { NicChoice } from "./nic-choice.tsx";
import { FoldedSection } from "./section.tsx";
import { TextOption } from "./text-option.tsx";

/** What the network cards are plugged into at the destination, and where the console listens there. */
export function NetworkSection() {
  const { model } = useHow();
  const t = useTranslations("wizard.how");
  const nics = model.domain?.nics ?? [];
  const graphics = model.domain?.graphicsListen ?? [];
  const movable = nics.filter((nic) => nic.type === "bridge" || nic.type === "network" || nic.type === "direct");
  return (
    <FoldedSection title={t("sections.network")} keys={["nics", "graphics"]} fields={["nicSources", "graphicsListen"]}>
      {nics.length === 0 ? <p className="text-muted text-sm">{t("devices.noNics")}</p> : null}
      <ul className="flex flex-col gap-3">
        {movable.map((nic) => (
          <li key={nic.mac}>
            <NicChoice nic={nic} />
          </li>
        ))}
      </ul>
      {graphics.length > 0 ? (
        <TextOption id="graphics" field="graphicsListen" option="rewrite-xml" placeholder={graphics.join(", ")} />
      ) : null}
    </FoldedSection>
  );
}
