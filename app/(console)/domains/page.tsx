import type { Metadata } from "next";
import { DomainsView } from "@/components/domains/domains-view.tsx";
import { WithHosts, WithMigrations } from "../prefetch.tsx";
import { requireSession } from "../session.ts";
import { titleOf } from "../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("domains");

export default async function DomainsPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireSession("/domains", props.searchParams);
  return (
    <WithHosts>
      <WithMigrations>
        <DomainsView />
      </WithMigrations>
    </WithHosts>
  );
}
