import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queryKeys } from "@/lib/contract/index.ts";
import { getRuntime } from "@/server/runtime.ts";

const MOST_MIGRATIONS = 200;

/** Gives the page below it the hosts as the server has them now, so that the first paint is the real thing. After the session check only. */
export function WithHosts(props: { readonly children: ReactNode }) {
  const client = new QueryClient();
  client.setQueryData(queryKeys.hosts, getRuntime().inventory.snapshots());
  return <HydrationBoundary state={dehydrate(client)}>{props.children}</HydrationBoundary>;
}

/** The same for the newest migrations. */
export async function WithMigrations(props: { readonly children: ReactNode }) {
  const client = new QueryClient();
  client.setQueryData(queryKeys.migrations, await getRuntime().migrations.list({ limit: MOST_MIGRATIONS }));
  return <HydrationBoundary state={dehydrate(client)}>{props.children}</HydrationBoundary>;
}
