import type { HostId } from "@/lib/contract/index.ts";
import { takeHosts } from "../search-params.ts";

/** The advisor as the URL holds it: the hosts that were asked. */
export interface BaselineParams {
  readonly hosts: readonly HostId[];
}

/** Which hosts the address names, and the other way about. */
export const baselineCodec = {
  read: (query: { get(name: string): string | null }): BaselineParams => ({ hosts: takeHosts(query, "hosts") }),
  write: ({ hosts }: BaselineParams): string =>
    hosts.length === 0 ? "" : new URLSearchParams({ hosts: hosts.join(",") }).toString(),
};
