"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "use-intl";
import { worstCount } from "@/components/findings/order.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { MatrixSummary } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import type { GridCellProps } from "../grid/use-grid-focus.ts";

/**
 * One VM against one destination: worst verdict and its count. Hover and focus name the first finding, a press opens them all. The same
 * button while the cell is on its way, so that the focus stays on it.
 */
export function MatrixCellButton(props: {
  readonly cell: MatrixSummary | undefined;
  readonly vmName: string;
  readonly hostName: string;
  readonly best: boolean;
  readonly grid: GridCellProps;
  readonly onOpen: () => void;
}) {
  const { cell } = props;
  const t = useTranslations("matrix.cell");
  const message = useMessage();
  const label = t("label", { vm: visibleText(props.vmName), host: props.hostName });
  return (
    <Tooltip content={cell ? <Hint cell={cell} /> : t("loading")}>
      <button
        type="button"
        {...props.grid}
        onClick={props.onOpen}
        data-testid={cell ? "matrix-cell" : "matrix-cell-waiting"}
        data-verdict={cell?.verdict}
        data-pending={cell?.pending || undefined}
        className="flex h-[3.3125rem] w-full items-center gap-2 px-3 text-left -outline-offset-2 hover:bg-hover"
      >
        <span className="sr-only">{label}</span>
        {!cell ? (
          <Skeleton className="w-16" />
        ) : cell.verdict === "pass" ? (
          <VerdictMark verdict="pass" />
        ) : (
          <VerdictMark verdict={cell.verdict} count={worstCount(cell)} />
        )}
        {props.best ? <Badge tone="accent">{t("best")}</Badge> : null}
        {cell?.pending ? <LoaderCircle aria-hidden className="ml-auto size-3.5 shrink-0 animate-spin text-faint" /> : null}
        <span className="sr-only">{cell ? hintOf(cell, t, message) : t("loading")}</span>
      </button>
    </Tooltip>
  );
}

/** The first finding in words, for readers of the cell without a pointer. */
function hintOf(
  cell: MatrixSummary,
  t: ReturnType<typeof useTranslations<"matrix.cell">>,
  message: ReturnType<typeof useMessage>,
): string {
  if (cell.first) return t("first", { reason: message(cell.first.reason) });
  return cell.pending ? t("pending") : t("clean");
}

function Hint({ cell }: { readonly cell: MatrixSummary }) {
  const t = useTranslations("matrix.cell");
  const message = useMessage();
  return (
    <>
      {cell.first ? (
        <>
          <span className="block font-medium">{message(cell.first.title)}</span>
          <span className="block [overflow-wrap:anywhere]">{message(cell.first.reason)}</span>
        </>
      ) : cell.pending ? null : (
        t("clean")
      )}
      {cell.pending ? <span className="block text-muted">{t("pending")}</span> : null}
    </>
  );
}
