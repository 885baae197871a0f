"use client";

import { CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { HostText } from "./host-text.tsx";

/** Something could not be read: what, why (folded host text in `detail`), and a way to try again. */
export function ErrorState(props: {
  readonly title?: ReactNode;
  readonly body?: ReactNode;
  readonly detail?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly retrying?: boolean;
}) {
  const t = useTranslations("common");
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <CircleX aria-hidden className="size-7 text-block" />
      <p className="font-medium">{props.title ?? t("state.loadFailed")}</p>
      {props.body && <div className="max-w-120 text-muted text-sm">{props.body}</div>}
      {props.detail && (
        <details className="max-w-160 text-left text-sm">
          <summary className="text-accent">{t("state.hostWords")}</summary>
          <pre className="mt-1 whitespace-pre-wrap font-mono text-muted [overflow-wrap:anywhere]">
            <HostText text={props.detail} keepLines />
          </pre>
        </details>
      )}
      {props.onRetry && (
        <Button className="mt-2" onClick={props.onRetry} busy={props.retrying ?? false}>
          {t("action.retry")}
        </Button>
      )}
    </div>
  );
}
