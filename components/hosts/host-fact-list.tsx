"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Definitions } from "@/components/ui/definitions.tsx";
import { FactValue } from "@/components/ui/fact-value.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { HostFacts, HostSnapshot } from "@/lib/contract/index.ts";
import { ReadinessMarks } from "./readiness-marks.tsx";

/** Clocks closer than this agree: NTP over a LAN is well below it, our measure is not better. */
const CLOCK_AGREES_MS = 500;

/** What was read from a host about itself. */
export function HostFactList(props: { readonly host: HostSnapshot }) {
  const t = useTranslations("hosts");
  const format = useFormat();
  const { facts } = props.host;
  if (!facts) return <p className="text-muted">{t("cell.noFacts")}</p>;
  const text = (value: string) => <HostText text={value} />;
  const load = ([one, five, fifteen]: readonly [number, number, number]) =>
    [one, five, fifteen].map((figure) => format.decimal(figure, 2)).join(" · ");
  return (
    <Definitions
      items={[
        { id: "readiness", label: t("column.readiness"), value: <ReadinessMarks host={props.host} /> },
        { id: "hostname", label: t("fact.hostname"), value: text(facts.hostname) },
        { id: "os", label: t("fact.os"), value: <FactValue fact={facts.osName}>{text}</FactValue> },
        { id: "kernel", label: t("fact.kernel"), value: <FactValue fact={facts.kernel}>{text}</FactValue> },
        { id: "libvirt", label: t("fact.libvirt"), value: <FactValue fact={facts.libvirtVersion}>{text}</FactValue> },
        { id: "qemu", label: t("fact.qemu"), value: <FactValue fact={facts.qemuVersion}>{text}</FactValue> },
        {
          id: "cpu",
          label: t("fact.cpuModel"),
          value: <FactValue fact={facts.cpu}>{(cpu) => <FactValue fact={cpu.model}>{text}</FactValue>}</FactValue>,
        },
        { id: "topology", label: t("fact.topology"), value: <Topology facts={facts} /> },
        { id: "load", label: t("fact.load"), value: <FactValue fact={facts.loadAverage}>{load}</FactValue> },
        { id: "memory", label: t("fact.memory"), value: <Memory facts={facts} /> },
        { id: "ports", label: t("fact.ports"), value: `${facts.migrationPorts.min}–${facts.migrationPorts.max}` },
        { id: "clock", label: t("fact.clock"), value: <Clock facts={facts} /> },
        {
          id: "uuid",
          label: t("fact.uuid"),
          value: <FactValue fact={facts.uuid}>{(uuid) => <code className="font-mono text-sm">{text(uuid)}</code>}</FactValue>,
        },
      ]}
    />
  );
}

function Topology(props: { readonly facts: HostFacts }) {
  const t = useTranslations("hosts");
  return (
    <FactValue fact={props.facts.cpu}>
      {(cpu) => (
        <>
          {t("cell.threads", { count: cpu.cpus })}
          <span className="text-muted">
            {" = "}
            {t("fact.topologyText", { sockets: cpu.sockets, cores: cpu.coresPerSocket, threads: cpu.threadsPerCore })}
          </span>
        </>
      )}
    </FactValue>
  );
}

function Memory(props: { readonly facts: HostFacts }) {
  const t = useTranslations("hosts.fact");
  const format = useFormat();
  return (
    <FactValue fact={props.facts.memoryTotalBytes}>
      {(total) => (
        <FactValue fact={props.facts.memoryAvailableBytes}>
          {(free) => t("memoryText", { free: format.bytes(free), total: format.bytes(total) })}
        </FactValue>
      )}
    </FactValue>
  );
}

function Clock(props: { readonly facts: HostFacts }) {
  const t = useTranslations("hosts.fact");
  const format = useFormat();
  return (
    <FactValue fact={props.facts.clockOffsetMs}>
      {(offset) =>
        Math.abs(offset) < CLOCK_AGREES_MS
          ? t("clockSame")
          : t("clockText", { offset: format.duration(Math.abs(offset)), direction: offset > 0 ? "ahead" : "behind" })
      }
    </FactValue>
  );
}
