"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import type { MigrationPlanView } from "@/lib/contract/index.ts";

/** The exact commands, or why there are none yet. Modes without a command of their own have them in their steps. */
export function PlanCommands({ plan }: { readonly plan: UseQueryResult<MigrationPlanView> }) {
  const t = useTranslations("wizard.review");
  const message = useMessage();
  if (plan.data?.commands.length === 0) return null;
  return (
    <section className="min-w-0">
      <h3 className="font-medium text-sm">{t("commands")}</h3>
      <p className="text-muted text-sm">{t("commandsHint")}</p>
      <div className="mt-2 flex min-h-16 flex-col gap-2" data-testid="plan-commands">
        {plan.data?.commands.map((command) => (
          <CommandBlock key={command.quoted} quoted={command.quoted} hostName={command.hostName} />
        ))}
        {plan.isPending ? <Skeleton className="h-12" /> : null}
        {plan.isError && !plan.data ? (
          <ErrorState
            title={t("planFailed")}
            body={message(errorOf(plan.error).data.message)}
            detail={errorOf(plan.error).data.detail}
            onRetry={() => void plan.refetch()}
            retrying={plan.isFetching}
          />
        ) : null}
      </div>
    </section>
  );
}
