"use client";

import { useTranslations } from "use-intl";
import { useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import type { WizardParams } from "./params.ts";
import type { WizardModel } from "./wizard-model.ts";

/** What became of a choice between two clicks: VM gone or moved, host gone or silent, and the way on. */
export function GoneNotice(props: { readonly model: WizardModel; readonly change: (change: Partial<WizardParams>) => void }) {
  const { model, change } = props;
  const t = useTranslations("wizard.gone");
  const { problem } = model;
  switch (problem?.kind) {
    case "vm-gone":
      return (
        <Notice
          tone="danger"
          live
          title={t("vm")}
          actions={
            <Button size="sm" onClick={() => change({ vm: null, from: null, to: null, step: "vm" })}>
              {t("other")}
            </Button>
          }
        >
          {t("vmHint")}
        </Notice>
      );
    case "vm-moved":
      return (
        <Notice
          tone="warn"
          live
          title={t("moved", { host: problem.host.registration.name })}
          actions={
            <Button size="sm" onClick={() => change({ from: problem.host.registration.id, to: null, step: "destination" })}>
              {t("useNew", { host: problem.host.registration.name })}
            </Button>
          }
        >
          {t("movedHint")}
        </Notice>
      );
    case "destination-gone":
      return (
        <Notice
          tone="danger"
          live
          title={t("host")}
          actions={
            <Button size="sm" onClick={() => change({ to: null, step: "destination" })}>
              {t("otherHost")}
            </Button>
          }
        >
          {t("hostHint")}
        </Notice>
      );
    case "same-host":
      return (
        <Notice tone="danger" live>
          {t("same")}
        </Notice>
      );
    default:
      return <Offline hosts={[model.source, model.destination]} />;
  }
}

function Offline(props: { readonly hosts: readonly (HostSnapshot | null)[] }) {
  const t = useTranslations("wizard.gone");
  const format = useFormat();
  const now = useNow();
  return props.hosts.map((host) =>
    host && host.state !== "online" ? (
      <Notice key={host.registration.id} tone="warn" live title={t("offline", { host: host.registration.name })}>
        {host.observedAtMs === null ? null : t("offlineHint", { age: format.relative(host.observedAtMs, now) })}
      </Notice>
    ) : null,
  );
}
