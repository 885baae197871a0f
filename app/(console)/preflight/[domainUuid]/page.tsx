import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OneVmView } from "@/components/preflight/one-vm/one-vm-view.tsx";
import { isDomainUuid } from "@/lib/core/model/ids.ts";
import { WithHosts } from "../../prefetch.tsx";
import { requireSession } from "../../session.ts";
import { titleOf } from "../../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("preflight");

export default async function OneVmPage(props: {
  readonly params: Promise<{ readonly domainUuid: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { domainUuid } = await props.params;
  await requireSession(`/preflight/${encodeURIComponent(domainUuid)}`, props.searchParams);
  if (!isDomainUuid(domainUuid)) notFound();
  return (
    <WithHosts>
      <OneVmView key={domainUuid} vm={domainUuid} />
    </WithHosts>
  );
}
