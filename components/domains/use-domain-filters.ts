"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { GridFilter } from "@/components/table/grid-model.ts";
import type { DomainState, HostSnapshot } from "@/lib/contract/index.ts";
import { type DomainRow, type SharingSummary, sharingSummary } from "./domain-rows.ts";

const STATES: readonly DomainState[] = [
  "running",
  "paused",
  "shut-off",
  "blocked",
  "shutting-down",
  "crashed",
  "pm-suspended",
  "no-state",
];
const SHARING: readonly SharingSummary[] = ["shared", "local", "mixed", "unknown", "none"];

/** Filter chips of the list of VMs: host, state, storage, on the move. */
export function useDomainFilters(hosts: readonly HostSnapshot[] | undefined): readonly GridFilter<DomainRow>[] {
  const t = useTranslations("domains");
  const tState = useTranslations("common.domainState");
  // Facts come every few seconds; the chips change only with the list of names.
  const names = JSON.stringify(hosts?.map(({ registration }) => [registration.id, registration.name]) ?? []);
  return useMemo(() => {
    const hostOptions = (JSON.parse(names) as readonly (readonly [string, string])[]).map(([value, label]) => ({ value, label }));
    return [
      {
        id: "host",
        label: t("filter.host"),
        options: hostOptions,
        test: ({ domain }, value) => domain.hostId === value,
      },
      {
        id: "state",
        label: t("filter.state"),
        options: STATES.map((value) => ({ value, label: tState(value) })),
        test: ({ domain }, value) => domain.state === value,
      },
      {
        id: "storage",
        label: t("filter.sharing"),
        options: SHARING.map((value) => ({ value, label: t(`sharing.${value}`) })),
        test: ({ domain }, value) => sharingSummary(domain) === value,
      },
      {
        id: "move",
        label: t("filter.migrating"),
        options: [{ value: "now", label: t("filter.migratingNow") }],
        test: ({ migration }) => migration !== null,
      },
    ] satisfies readonly GridFilter<DomainRow>[];
  }, [names, t, tState]);
}
