"use client";

import { useTranslations } from "use-intl";
import { modeOf } from "../build-options.ts";
import { useHow } from "./context.tsx";
import { NumberOption } from "./number-option.tsx";
import { HowSection } from "./section.tsx";
import { SwitchOption } from "./switch-option.tsx";

/** The switches that most admins look for: encryption, channels, slowing the VM, and where the definition goes. */
export function MainSwitches() {
  const { params, change, model } = useHow();
  const t = useTranslations("wizard.how");
  const persistent = model.domain?.persistent ?? true;
  if (modeOf(params, model.domain) !== "live") return null;
  return (
    <HowSection title={t("sections.switches")}>
      <SwitchOption id="tls" field="tls" option="tls" checked={params.tls} onChange={(tls) => change({ tls })} />
      <SwitchOption
        id="parallel"
        field="parallel"
        option="parallel"
        checked={params.parallel}
        onChange={(parallel) => change({ parallel })}
      />
      {params.parallel ? (
        <div className="flex flex-col gap-4 border-line border-l-2 pl-4">
          <p className="text-muted text-sm">{t("channelsAdvice")}</p>
          <NumberOption id="channels" field="parallelConnections" />
          <SwitchOption
            id="zeroCopy"
            field="zeroCopy"
            option="zero-copy"
            checked={params.zeroCopy}
            onChange={(zeroCopy) => change({ zeroCopy })}
          />
          <p className="text-muted text-sm">{t("pinning")}</p>
        </div>
      ) : null}
      <SwitchOption
        id="converge"
        field="autoConverge"
        option="auto-converge"
        checked={params.converge}
        onChange={(converge) => change({ converge })}
      />
      <SwitchOption
        id="persist"
        field="persistent"
        checked={persistent && (params.persist ?? true)}
        fixed={persistent ? null : t("switches.persist.off")}
        onChange={(persist) => change({ persist })}
      />
    </HowSection>
  );
}
