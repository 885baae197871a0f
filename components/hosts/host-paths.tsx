"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { SimpleTable } from "@/components/ui/simple-table.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { linkBetween } from "@/lib/client/links.ts";
import { linksQuery } from "@/lib/client/queries/links.ts";
import type { HostSnapshot, LinkFigures } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { MEASURE_SECONDS, MeasurePath } from "./measure-path.tsx";

/** The ways from a host to every other: what each was measured to carry, and what migrations taught. */
export function HostPaths(props: { readonly host: HostSnapshot; readonly hosts: readonly HostSnapshot[] }) {
  const t = useTranslations("forecast.links");
  const message = useMessage();
  const links = useQuery(linksQuery());
  const { id, name } = props.host.registration;
  if (!links.data)
    return links.isError ? (
      <ErrorState
        body={message(errorOf(links.error).data.message)}
        onRetry={() => void links.refetch()}
        retrying={links.isFetching}
      />
    ) : (
      <Skeleton className="w-2/3" />
    );
  const known = links.data;
  const others = props.hosts.filter((host) => host.registration.id !== id);
  const linkTo = (host: HostSnapshot) => linkBetween(known, id, host.registration.id);
  return (
    <div className="flex flex-col gap-2" data-testid="host-paths">
      <p className="text-muted text-sm">
        {t("intro", { host: visibleText(name) })} {t("hint", { seconds: MEASURE_SECONDS })}
      </p>
      <SimpleTable
        label={t("label")}
        rows={others}
        rowId={(host) => host.registration.id}
        empty={t("none")}
        columns={[
          { id: "to", header: t("to"), cell: (host) => visibleText(host.registration.name) },
          { id: "measured", header: t("measured"), cell: (host) => <Measured link={linkTo(host)} /> },
          { id: "learned", header: t("learned"), cell: (host) => <Learned link={linkTo(host)} /> },
          {
            id: "measure",
            header: <span className="sr-only">{t("measure")}</span>,
            align: "right",
            cell: (host) => <MeasurePath source={props.host} destination={host} />,
          },
        ]}
      />
    </div>
  );
}

function Measured({ link }: { readonly link: LinkFigures | undefined }) {
  const t = useTranslations("forecast.links");
  const format = useFormat();
  const measured = link?.measured;
  if (!measured) return <span className="text-muted">{t("never")}</span>;
  return (
    <>
      <span className="tabular-nums">{format.rate(measured.bytesPerSec)}</span>
      <span className="block text-muted">
        {t("over", { seconds: measured.seconds })}, <RelativeTime atMs={measured.atMs} />
      </span>
    </>
  );
}

function Learned({ link }: { readonly link: LinkFigures | undefined }) {
  const t = useTranslations("forecast.links");
  const format = useFormat();
  const learned = link?.learned;
  if (!learned) return <span className="text-muted">{t("never")}</span>;
  return (
    <>
      <span className="tabular-nums">{format.rate(learned.bytesPerSec)}</span>
      <span className="block text-muted">
        {t("migrations", { count: learned.migrations })}, <RelativeTime atMs={learned.atMs} />
      </span>
    </>
  );
}
