"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Definitions } from "@/components/ui/definitions.tsx";
import { FactValue } from "@/components/ui/fact-value.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { DomainDisk } from "@/lib/contract/index.ts";
import { SharingMark } from "./sharing-mark.tsx";

/** The disks and drives of a VM, a card each: a path needs the width. */
export function DomainDisks(props: { readonly disks: readonly DomainDisk[] }) {
  const t = useTranslations("domains.drawer");
  if (props.disks.length === 0) return <p className="text-muted">{t("noDisks")}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {props.disks.map((disk) => (
        <li key={disk.target} className="rounded-md border border-line px-3 py-2">
          <DiskCard disk={disk} />
        </li>
      ))}
    </ul>
  );
}

function DiskCard(props: { readonly disk: DomainDisk }) {
  const t = useTranslations("domains.disk");
  const format = useFormat();
  const message = useMessage();
  const { disk } = props;
  const flags = [
    disk.readonly && t("readonly"),
    disk.shareable && t("shareable"),
    disk.transient && t("transient"),
    disk.cache && t("cache", { mode: disk.cache }),
  ].filter(Boolean);
  return (
    <>
      <div className="mb-1 flex flex-wrap items-center gap-x-3">
        <span className="font-medium">
          <HostText text={disk.target} />
        </span>
        <span className="text-muted text-sm">
          {t(`device.${disk.device}`)}
          {disk.bus && ` · ${disk.bus}`}
          {` · ${disk.type}`}
          {flags.length > 0 && ` · ${flags.join(", ")}`}
        </span>
        {disk.source !== null && (
          <span className="ml-auto">
            <SharingMark sharing={disk.sharing} />
          </span>
        )}
      </div>
      <Definitions
        items={[
          {
            id: "source",
            label: t("source"),
            value:
              disk.source === null ? (
                <span className="text-muted">{t("emptyDrive")}</span>
              ) : (
                <code className="font-mono text-sm">
                  <HostText text={disk.source} />
                </code>
              ),
          },
          { id: "format", label: t("format"), value: disk.format === null ? undefined : <HostText text={disk.format} /> },
          {
            id: "capacity",
            label: t("capacity"),
            value:
              disk.source === null ? undefined : (
                <>
                  <FactValue fact={disk.capacityBytes}>{(bytes) => format.bytes(bytes)}</FactValue>
                  {disk.allocationBytes.known && (
                    <span className="text-muted"> · {t("allocated", { bytes: format.bytes(disk.allocationBytes.value) })}</span>
                  )}
                </>
              ),
          },
          {
            id: "why",
            label: t("why"),
            value: disk.source === null ? undefined : disk.sharingReason.map((reason) => message(reason)).join(" · "),
          },
          {
            id: "backing",
            label: t("backing", { count: disk.backingFiles.length }),
            value:
              disk.backingFiles.length === 0 ? undefined : (
                <code className="font-mono text-sm">
                  <HostText text={disk.backingFiles.join(", ")} />
                </code>
              ),
          },
        ]}
      />
    </>
  );
}
