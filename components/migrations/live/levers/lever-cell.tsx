"use client";

import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { LeverKind, MigrationRecord } from "@/lib/contract/index.ts";
import type { LeverState } from "@/lib/core/migration/levers.ts";

/**
 * The frame of one lever: its name, its consequence in one sentence, the control, and why it cannot be used now or was not taken. `control` gets the id of the
 * reason, to be described by it. Room is kept for
 * the reason, so that nothing moves when it comes or goes.
 */
export function LeverCell(props: {
  readonly kind: LeverKind;
  readonly record: MigrationRecord;
  readonly state: LeverState;
  readonly label: string;
  readonly effect: string;
  /** What a press of the button threw. */
  readonly error: unknown;
  readonly control: (reasonId: string | undefined) => ReactNode;
}) {
  const { kind, state } = props;
  const t = useTranslations("live.levers");
  const message = useMessage();
  const id = useId();
  const last = props.record.levers.findLast(({ action }) => action.kind === kind);
  return (
    <div
      className="flex min-w-0 flex-col gap-1.5 bg-surface px-4 py-3"
      data-testid={`lever-${kind}`}
      data-available={state.available}
    >
      <h3 className="font-medium text-sm">{props.label}</h3>
      <p className="text-muted sm:min-h-15 text-sm [overflow-wrap:anywhere]">{props.effect}</p>
      <div>{props.control(state.available ? undefined : id)}</div>
      <p id={id} className="min-h-5 text-muted text-sm sm:min-h-10 [overflow-wrap:anywhere]" data-testid={`lever-reason-${kind}`}>
        {state.available ? null : message(state.reason)}
      </p>
      <ApiErrorNotice error={props.error} />
      {!props.error && last?.ok === false ? (
        <Notice tone="danger" live title={t("lastRefused")}>
          <HostWords text={last.detail} />
        </Notice>
      ) : null}
    </div>
  );
}
