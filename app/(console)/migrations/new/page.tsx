import type { Metadata } from "next";
import { WizardView } from "@/components/migrations/wizard/wizard-view.tsx";
import { WithHosts, WithMigrations } from "../../prefetch.tsx";
import { requireSession } from "../../session.ts";
import { titleOf } from "../../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("migrations");

export default async function NewMigrationPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireSession("/migrations/new", props.searchParams);
  return (
    <WithHosts>
      <WithMigrations>
        <WizardView />
      </WithMigrations>
    </WithHosts>
  );
}
