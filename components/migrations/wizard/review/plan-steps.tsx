"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { ShowCommand } from "@/components/ui/show-command.tsx";
import type { HostSnapshot, MigrationPlanView, MigrationStep } from "@/lib/contract/index.ts";

/** Everything that is done, in order: where, in words, by which commands, and how it is taken back. */
export function PlanSteps(props: { readonly plan: MigrationPlanView; readonly hosts: readonly HostSnapshot[] }) {
  const { plan, hosts } = props;
  const t = useTranslations("wizard.review");
  if (plan.steps.length === 0) return null;
  const alone = plan.commands.length === 0;
  const nameOf = (step: MigrationStep) =>
    hosts.find((host) => host.registration.id === step.hostId)?.registration.name ?? step.hostId;
  return (
    <section className="min-w-0" data-testid="plan-steps">
      <h3 className="font-medium text-sm">{t("steps")}</h3>
      <p className="text-muted text-sm">
        {alone ? `${t("commandsHint")} ` : null}
        {t("stepsHint")}
      </p>
      <ol className="mt-2 flex flex-col gap-2" data-testid={alone ? "plan-commands" : undefined}>
        {plan.steps.map((step, index) => (
          <li
            key={step.id}
            data-testid="plan-step"
            data-kind={step.kind}
            className="flex gap-2.5 rounded-md border border-line px-3 py-2"
          >
            <span aria-hidden className="text-muted tabular-nums">
              {index + 1}.
            </span>
            <StepWords step={step} hostName={nameOf(step)} unfolded={alone} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepWords(props: { readonly step: MigrationStep; readonly hostName: string; readonly unfolded: boolean }) {
  const { step, hostName } = props;
  const t = useTranslations("wizard.review");
  const message = useMessage();
  const commands = step.commands.map((argv) => ({ argv, hostName }));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5 [overflow-wrap:anywhere]">
      <p>{message(step.label)}</p>
      {step.undo ? <p className="text-muted text-sm">{t("undoStep", { undo: message(step.undo) })}</p> : null}
      {props.unfolded ? (
        commands.map((command) => <CommandBlock key={command.argv.join(" ")} {...command} />)
      ) : (
        <ShowCommand commands={commands} />
      )}
    </div>
  );
}
