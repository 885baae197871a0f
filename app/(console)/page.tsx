import type { Metadata } from "next";
import { OverviewView } from "@/components/overview/overview-view.tsx";
import { WithHosts, WithMigrations } from "./prefetch.tsx";
import { requireSession } from "./session.ts";
import { titleOf } from "./title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("overview");

export default async function OverviewPage() {
  await requireSession("/");
  return (
    <WithHosts>
      <WithMigrations>
        <OverviewView />
      </WithMigrations>
    </WithHosts>
  );
}
