import type { Metadata } from "next";
import { HostsView } from "@/components/hosts/hosts-view.tsx";
import { WithHosts } from "../prefetch.tsx";
import { requireSession } from "../session.ts";
import { titleOf } from "../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("hosts");

export default async function HostsPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireSession("/hosts", props.searchParams);
  return (
    <WithHosts>
      <HostsView />
    </WithHosts>
  );
}
