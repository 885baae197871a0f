import type { Metadata } from "next";
import { ReportView } from "@/components/preflight/report/report-view.tsx";
import { WithHosts } from "../../prefetch.tsx";
import { requireSession } from "../../session.ts";
import { titleOf } from "../../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("preflight");

export default async function ReportPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireSession("/preflight/report", props.searchParams);
  return (
    <WithHosts>
      <ReportView />
    </WithHosts>
  );
}
