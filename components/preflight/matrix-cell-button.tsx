"use client";

import { useTranslations } from "use-intl";
import { firstTrouble, worstCount } from "@/components/findings/order.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { MatrixCell } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import type { GridCellProps } from "./use-grid-focus.ts";

/** One VM against one destination: worst verdict and its count. Hover and focus name the first finding, a press opens them all. */
export function MatrixCellButton(props: {
  readonly cell: MatrixCell;
  readonly vmName: string;
  readonly hostName: string;
  readonly best: boolean;
  readonly grid: GridCellProps;
  readonly onOpen: () => void;
}) {
  const { cell } = props;
  const t = useTranslations("matrix.cell");
  const message = useMessage();
  const first = firstTrouble(cell);
  const hint = first ? t("first", { reason: message(first.reason) }) : t("clean");
  const label = t("label", { vm: visibleText(props.vmName), host: props.hostName });
  return (
    <Tooltip content={first ? message(first.reason) : hint}>
      <button
        type="button"
        {...props.grid}
        onClick={props.onOpen}
        data-testid="matrix-cell"
        data-verdict={cell.verdict}
        className="flex h-9 w-full items-center gap-2 px-3 text-left hover:bg-hover"
      >
        <span className="sr-only">{label}</span>
        {cell.verdict === "pass" ? (
          <VerdictMark verdict="pass" />
        ) : (
          <VerdictMark verdict={cell.verdict} count={worstCount(cell)} />
        )}
        {props.best ? <Badge tone="accent">{t("best")}</Badge> : null}
        <span className="sr-only">{hint}</span>
      </button>
    </Tooltip>
  );
}
