"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Definitions } from "@/components/ui/definitions.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { DomainDirtyRate } from "./domain-dirty-rate.tsx";
import type { DomainRow } from "./domain-rows.ts";
import { sharingSummary } from "./domain-rows.ts";
import { SharingMark } from "./sharing-mark.tsx";

/** Text of the host, or nothing for an empty one (the line is left out then). */
function text(value: string | null) {
  return value === null || value === "" ? undefined : <HostText text={value} />;
}

/** The same for text of several lines. */
function lines(value: string | null) {
  if (value === null || value.trim() === "") return undefined;
  return (
    <span className="whitespace-pre-line">
      <HostText text={value.trim()} keepLines />
    </span>
  );
}

/** What a VM is: size, machine, persistence, and what makes it special. */
export function DomainFacts(props: { readonly row: DomainRow }) {
  const t = useTranslations("domains");
  const tState = useTranslations("common.domainState");
  const tCommon = useTranslations("common.state");
  const format = useFormat();
  const { domain, host } = props.row;
  const state = tState(domain.state);
  const onlyIf = (holds: boolean) => (holds ? tCommon("yes") : undefined);
  return (
    <Definitions
      items={[
        { id: "title", label: t("fact.title"), value: text(domain.title) },
        { id: "description", label: t("fact.description"), value: lines(domain.description) },
        { id: "host", label: t("fact.host"), value: text(host.registration.name) },
        {
          id: "state",
          label: t("fact.state"),
          value:
            domain.stateReason === "" ? state : <HostText text={t("fact.stateReason", { state, reason: domain.stateReason })} />,
        },
        {
          id: "vcpus",
          label: t("fact.vcpus"),
          value:
            domain.maxVcpus > domain.vcpus
              ? t("fact.vcpusText", { now: domain.vcpus, max: domain.maxVcpus })
              : format.count(domain.vcpus),
        },
        {
          id: "memory",
          label: t("fact.memory"),
          value:
            domain.maxMemoryBytes > domain.memoryBytes
              ? t("fact.memoryText", { now: format.bytes(domain.memoryBytes), max: format.bytes(domain.maxMemoryBytes) })
              : format.bytes(domain.memoryBytes),
        },
        { id: "dirtyRate", label: t("fact.dirtyRate"), value: <DomainDirtyRate row={props.row} /> },
        { id: "storage", label: t("column.disks"), value: <SharingMark sharing={sharingSummary(domain)} /> },
        {
          id: "persistence",
          label: t("fact.persistence"),
          value: domain.persistent ? t("fact.persistent") : t("fact.transient"),
        },
        { id: "autostart", label: t("fact.autostart"), value: domain.autostart ? tCommon("yes") : tCommon("no") },
        { id: "machine", label: t("fact.machine"), value: text(`${domain.machine} · ${domain.arch} · ${domain.virtType}`) },
        { id: "cpu", label: t("fact.cpuMode"), value: text(domain.cpuMode) },
        { id: "firmware", label: t("fact.firmware"), value: text(domain.loader) },
        { id: "nvram", label: t("fact.nvram"), value: text(domain.nvram) },
        { id: "managedSave", label: t("fact.managedSave"), value: onlyIf(domain.managedSave) },
        {
          id: "snapshots",
          label: t("fact.snapshots"),
          value: domain.snapshotCount > 0 ? format.count(domain.snapshotCount) : undefined,
        },
        { id: "virtiofs", label: t("fact.virtiofs"), value: onlyIf(domain.hasVirtiofs) },
        { id: "tpm", label: t("fact.tpm"), value: onlyIf(domain.hasTpm) },
        { id: "graphics", label: t("fact.graphics"), value: text(domain.graphicsListen.join(", ")) },
        { id: "kernel", label: t("fact.kernelFiles"), value: text(domain.kernelFiles.join(", ")) },
        { id: "emulator", label: t("fact.emulator"), value: text(domain.emulator) },
        { id: "uuid", label: t("fact.uuid"), value: <code className="font-mono text-sm">{domain.uuid}</code> },
      ]}
    />
  );
}
