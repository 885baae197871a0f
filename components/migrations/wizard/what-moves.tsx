"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { Domain, DomainDisk } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** In plain words: what of a VM moves and what stays where it is. */
export function WhatMoves({ domain }: { readonly domain: Domain }) {
  const t = useTranslations("wizard.vm");
  const format = useFormat();
  const disks = domain.disks.filter((disk) => disk.source !== null);
  const names = (sharing: DomainDisk["sharing"]) =>
    disks
      .filter((disk) => disk.sharing === sharing)
      .map((disk) => visibleText(disk.target))
      .join(", ");
  const nics = domain.nics.map((nic) => visibleText(nic.source ? `${nic.mac} (${nic.source})` : nic.mac)).join(", ");
  return (
    <section className="rounded-md border border-line bg-surface px-3 py-2.5">
      <h3 className="font-medium text-sm">{t("moves")}</h3>
      <ul className="mt-1 list-disc pl-5 text-sm [overflow-wrap:anywhere]">
        <li>{t("movesMemory", { memory: format.bytes(domain.memoryBytes), vcpus: domain.vcpus })}</li>
        {disks.length === 0 ? <li>{t("movesNothing")}</li> : null}
        {names("shared") ? <li>{t("movesDisksShared", { disks: names("shared") })}</li> : null}
        {names("local") ? <li>{t("movesDisksLocal", { disks: names("local") })}</li> : null}
        {names("unknown") ? <li>{t("movesDisksOther", { disks: names("unknown") })}</li> : null}
        {nics ? <li>{t("movesNics", { nics })}</li> : null}
      </ul>
    </section>
  );
}
