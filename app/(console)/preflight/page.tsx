import type { Metadata } from "next";
import { MatrixView } from "@/components/preflight/matrix/matrix-view.tsx";
import { WithHosts } from "../prefetch.tsx";
import { requireSession } from "../session.ts";
import { titleOf } from "../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("preflight");

export default async function PreflightPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireSession("/preflight", props.searchParams);
  return (
    <WithHosts>
      <MatrixView />
    </WithHosts>
  );
}
