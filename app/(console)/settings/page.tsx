import type { Metadata } from "next";
import { SettingsView } from "@/components/settings/settings-view.tsx";
import { TlsCard } from "@/components/tls/tls-card.tsx";
import { requireSession } from "../session.ts";
import { titleOf } from "../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("settings");

export default async function SettingsPage() {
  await requireSession("/settings");
  return (
    <SettingsView>
      <TlsCard />
    </SettingsView>
  );
}
