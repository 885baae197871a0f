import type { Metadata } from "next";
import { MigrationsView } from "@/components/migrations/list/migrations-view.tsx";
import { WithHosts, WithMigrations } from "../prefetch.tsx";
import { requireSession } from "../session.ts";
import { titleOf } from "../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("migrations");

export default async function MigrationsPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireSession("/migrations", props.searchParams);
  return (
    <WithHosts>
      <WithMigrations>
        <MigrationsView />
      </WithMigrations>
    </WithHosts>
  );
}
