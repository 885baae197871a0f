"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { Domain, MigrationOptions } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { storageKind } from "./disk-choices.ts";
import { SummaryRow as Row } from "./summary-row.tsx";

/** The options in short: those that every migration has, then those that were chosen. */
export function SummaryOptions(props: { readonly options: MigrationOptions; readonly domain: Domain | null }) {
  const { options, domain } = props;
  const t = useTranslations("wizard.summary");
  const kinds = useTranslations("wizard.how.modes.storage");
  const format = useFormat();
  const live = options.mode === "live";
  const definition = !(domain?.persistent ?? true)
    ? t("definitionNone")
    : options.newUuid
      ? t("definitionClone", { name: visibleText(options.destinationName ?? "") })
      : options.persistent
        ? t("definitionMoves")
        : t("definitionStays");
  return (
    <>
      {domain ? <Row label={t("storage")}>{kinds(storageKind(domain.disks, options.copiedDisks))}</Row> : null}
      {options.copiedDisks.length > 0 ? <Row label={t("disks")}>{options.copiedDisks.map(visibleText).join(", ")}</Row> : null}
      {live ? (
        <Row label={t("downtime")}>
          {options.maxDowntimeMs === null ? t("downtimeDefault") : format.duration(options.maxDowntimeMs)}
        </Row>
      ) : null}
      <Row label={t("bandwidth")}>
        {options.bandwidthMiBps === null ? t("unlimited") : format.rate(options.bandwidthMiBps * 2 ** 20)}
      </Row>
      {live ? <LiveRows options={options} /> : null}
      <Row label={t("definition")}>{definition}</Row>
    </>
  );
}

function LiveRows({ options }: { readonly options: MigrationOptions }) {
  const t = useTranslations("wizard.summary");
  const format = useFormat();
  const { timeoutS, postCopy, ladder, parallelConnections, compression } = options;
  return (
    <>
      <Row label={t("converge")}>{options.autoConverge ? t("on") : t("off")}</Row>
      <Row label={t("timeout")}>
        {timeoutS === null ? t("none") : `${format.duration(timeoutS * 1000)}, ${t(options.timeoutAction)}`}
      </Row>
      {postCopy === "off" ? null : <Row label={t("postCopy")}>{t(postCopy)}</Row>}
      {ladder.length === 0 ? null : <Row label={t("ladder")}>{t("rungs", { count: ladder.length })}</Row>}
      {options.tls ? <Row label={t("tls")}>{t("on")}</Row> : null}
      {parallelConnections === null ? null : <Row label={t("channels")}>{format.count(parallelConnections)}</Row>}
      {compression === null ? null : <Row label={t("compression")}>{compression.method}</Row>}
    </>
  );
}
