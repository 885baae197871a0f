"use client";

import { useTranslations } from "use-intl";
import { Notice } from "@/components/ui/notice.tsx";
import { copiedDisksOf, modeOf } from "../build-options.ts";
import { ChoiceOption } from "./choice-option.tsx";
import { useHow } from "./context.tsx";
import { NumberOption } from "./number-option.tsx";
import { FoldedSection, OptionGrid } from "./section.tsx";
import { SwitchOption } from "./switch-option.tsx";
import { TextOption } from "./text-option.tsx";

const CONNECTIONS = ["ssh", "tls", "tcp"] as const;

/** By what way, to which address and to which ports the hosts connect. */
export function ConnectionSection() {
  const { params, change, model } = useHow();
  const t = useTranslations("wizard.how");
  const mode = modeOf(params, model.domain);
  const copies = copiedDisksOf(params, model.domain).length > 0;
  if (mode !== "live" && mode !== "offline") return null;
  return (
    <FoldedSection
      title={t("sections.connection")}
      keys={["connection", "tunnelled", "migrateAddress", "migratePort", "listen", "disksPort", "disksSocket", "tlsName", "cpus"]}
      fields={[
        "connection",
        "tunnelled",
        "migrateAddress",
        "migratePort",
        "listenAddress",
        "disksPort",
        "disksSocket",
        "tlsDestination",
        "emulatorCpus",
      ]}
    >
      <ChoiceOption
        field="connection"
        label={t("connection.label")}
        hint={t("connection.hint")}
        defaultText={t("connection.default")}
        value={params.connection}
        choices={CONNECTIONS.map((value) => ({ value, label: t(`connection.${value}`) }))}
        onChange={(connection) => change({ connection })}
      />
      {params.connection === "tcp" ? <Notice tone="warn">{t("connection.tcpWarning")}</Notice> : null}
      {mode === "live" ? (
        <>
          <OptionGrid>
            {params.tls ? <TextOption id="tlsName" field="tlsDestination" option="tls-destination" /> : null}
            <TextOption id="migrateAddress" field="migrateAddress" option="migrate-uri" />
            <NumberOption id="migratePort" field="migratePort" option="migrate-uri" />
            <TextOption id="listen" field="listenAddress" option="listen-address" />
            {copies ? <NumberOption id="disksPort" field="disksPort" option="disks-port" /> : null}
            {copies ? <TextOption id="disksSocket" field="disksSocket" option="disks-uri" /> : null}
            <TextOption id="cpus" field="emulatorCpus" />
          </OptionGrid>
          <SwitchOption
            id="tunnelled"
            field="tunnelled"
            option="tunnelled"
            checked={params.tunnelled}
            onChange={(tunnelled) => change({ tunnelled })}
          />
        </>
      ) : null}
    </FoldedSection>
  );
}
