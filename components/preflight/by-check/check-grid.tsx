"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { HostId, HostSnapshot } from "@/lib/contract/index.ts";
import type { GridCellProps } from "../grid/use-grid-focus.ts";
import { VirtualGrid } from "../grid/virtual-grid.tsx";
import { HostHead } from "../host-head.tsx";
import { ruleTitle } from "./rule-title.ts";
import type { TroubledCheck, TroubledThere } from "./troubled-checks.ts";

/** Checks that trouble somebody down, hosts across: for how many VMs each is not well there. A press lists them. */
export function CheckGrid(props: {
  readonly checks: readonly TroubledCheck[];
  readonly hosts: readonly HostSnapshot[];
  readonly onOpen: (ruleId: string, to: HostId) => void;
}) {
  const { checks, hosts } = props;
  const t = useTranslations("matrix");
  const message = useMessage();
  return (
    <VirtualGrid
      label={t("byCheck.gridLabel")}
      corner={t("byCheck.column")}
      columns={hosts.map((host) => ({ id: host.registration.id, head: <HostHead host={host} /> }))}
      rowCount={checks.length}
      row={(index) => {
        const check = checks[index];
        if (!check) return undefined;
        const title = message(ruleTitle(check.ruleId));
        return {
          id: check.ruleId,
          attributes: { "data-testid": "troubled-check", "data-rule": check.ruleId },
          head: (_, grid) => <CheckHead title={title} vmCount={check.vmCount} grid={grid} />,
          cell: (column, grid) => {
            const host = hosts[column];
            if (!host) return null;
            const there = check.byHost.get(host.registration.id);
            return there ? (
              <CheckCell
                there={there}
                label={t("byCheck.label", { check: title, host: host.registration.name })}
                grid={grid}
                onOpen={() => props.onOpen(check.ruleId, host.registration.id)}
              />
            ) : (
              <NobodyThere grid={grid} />
            );
          },
        };
      }}
    />
  );
}

function CheckHead(props: { readonly title: string; readonly vmCount: number; readonly grid: GridCellProps }) {
  const t = useTranslations("matrix.byCheck");
  return (
    <Tooltip content={`${props.title}: ${t("vms", { count: props.vmCount })}`}>
      <span {...props.grid} className="line-clamp-2 -outline-offset-2 text-sm">
        {props.title}
      </span>
    </Tooltip>
  );
}

function CheckCell(props: {
  readonly there: TroubledThere;
  readonly label: string;
  readonly grid: GridCellProps;
  readonly onOpen: () => void;
}) {
  const t = useTranslations("matrix.byCheck");
  const { there } = props;
  return (
    <button
      type="button"
      {...props.grid}
      onClick={props.onOpen}
      data-testid="check-cell"
      data-verdict={there.worst}
      className="flex h-[3.3125rem] w-full items-center px-3 text-left -outline-offset-2 hover:bg-hover"
    >
      <span className="sr-only">{props.label}</span>
      <VerdictMark verdict={there.worst} label={t("vms", { count: there.vms.length })} />
    </button>
  );
}

function NobodyThere({ grid }: { readonly grid: GridCellProps }) {
  const t = useTranslations("matrix.byCheck");
  return (
    <span
      {...grid}
      role="note"
      aria-label={t("nobody")}
      className="flex h-[3.3125rem] items-center px-3 text-faint -outline-offset-2"
    >
      –
    </span>
  );
}
