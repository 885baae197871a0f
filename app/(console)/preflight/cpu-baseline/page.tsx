import type { Metadata } from "next";
import { BaselineView } from "@/components/preflight/cpu-baseline/baseline-view.tsx";
import { WithHosts } from "../../prefetch.tsx";
import { requireSession } from "../../session.ts";
import { titleOf } from "../../title.ts";

export const generateMetadata = (): Promise<Metadata> => titleOf("preflight");

export default async function CpuBaselinePage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireSession("/preflight/cpu-baseline", props.searchParams);
  return (
    <WithHosts>
      <BaselineView />
    </WithHosts>
  );
}
