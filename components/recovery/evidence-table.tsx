"use client";

import { useTranslations } from "use-intl";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import type { Place } from "@/lib/contract/index.ts";

/** What each host said about the VM, and when. */
export function EvidenceTable(props: { readonly places: readonly Place[] }) {
  const t = useTranslations("recovery");
  return (
    <SimpleTable
      label={t("evidence")}
      rows={props.places}
      rowId={(place) => place.hostId}
      empty={null}
      columns={[
        { id: "host", header: t("column.host"), cell: (place) => <HostText text={place.hostName} /> },
        { id: "state", header: t("column.state"), cell: (place) => <PlaceState place={place} /> },
        {
          id: "qemu",
          header: t("column.qemu"),
          cell: ({ reachable, qemuPids, runState }) =>
            reachable ? (
              <>
                {t("processes", { count: qemuPids.length, first: String(qemuPids[0] ?? "") })}
                {runState === null ? null : ` (${runState})`}
              </>
            ) : null,
        },
        { id: "read", header: t("column.read"), cell: (place) => <RelativeTime atMs={place.readAtMs} /> },
      ]}
    />
  );
}

function PlaceState({ place }: { readonly place: Place }) {
  const t = useTranslations("recovery");
  if (!place.reachable)
    return (
      <>
        {t("silent")}
        <HostWords text={place.detail ?? undefined} />
      </>
    );
  if (!place.present || place.state === null) return <>{place.qemuPids.length > 0 ? t("noLibvirt") : t("notHere")}</>;
  const more = [
    place.reason ?? "",
    ...(place.job === "none" ? [] : [t(`job.${place.job}`)]),
    ...(place.persistent === false ? [t("transient")] : []),
  ].filter((word) => word !== "");
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2" data-testid={`place-${place.hostName}`}>
      <DomainStateMark state={place.state} />
      <span className="text-muted">
        <HostText text={`(${more.join(", ")})`} />
      </span>
    </span>
  );
}
