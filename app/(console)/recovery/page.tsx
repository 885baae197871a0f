import type { Metadata } from "next";
import { RecoveryView } from "@/components/recovery/recovery-view.tsx";
import { requireSession } from "../session.ts";
import { titleOf } from "../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("recovery");

export default async function RecoveryPage() {
  await requireSession("/recovery");
  return <RecoveryView />;
}
