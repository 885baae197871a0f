import type { Metadata } from "next";
import { LiveView } from "@/components/migrations/live/live-view.tsx";
import { requireSession } from "../../session.ts";
import { titleOf } from "../../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("migrations");

/** The history is not sent along: the browser reads it with its own clock and time zone, and joins the room at once. */
export default async function MigrationPage(props: { readonly params: Promise<{ readonly migrationId: string }> }) {
  const { migrationId } = await props.params;
  await requireSession(`/migrations/${encodeURIComponent(migrationId)}`);
  return <LiveView key={migrationId} migrationId={migrationId} />;
}
