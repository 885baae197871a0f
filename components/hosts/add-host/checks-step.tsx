"use client";

import clsx from "clsx";
import { CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon, Minus, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Field } from "@/components/ui/field.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { ProbeStep, ProbeStepId } from "@/lib/contract/index.ts";
import { ProblemText } from "../problem-text.tsx";
import type { AddHostFlow } from "./use-add-host.ts";

/** All steps in the order in which the server makes them. */
const ALL: readonly ProbeStepId[] = ["tcp", "host-key", "login", "virsh", "libvirt-read", "libvirt-write", "qemu", "clock"];

const LOOKS: Record<ProbeStep["status"], readonly [LucideIcon, string]> = {
  ok: [CircleCheck, "text-pass"],
  failed: [CircleX, "text-block"],
  warning: [TriangleAlert, "text-warn"],
  skipped: [Minus, "text-faint"],
};

/** Third step: what works on the host and the exact missing step; then the host's name. */
export function ChecksStep(props: { readonly flow: AddHostFlow }) {
  const t = useTranslations("hosts.addDialog");
  const tState = useTranslations("common.state");
  const { flow } = props;
  const running = flow.check.isPending;
  const result = running || flow.check.error ? null : flow.result;
  return (
    <div className="flex flex-col gap-3">
      <p role="status">{running ? t("checking") : result?.ready ? t("checksReady") : t("checksNotReady")}</p>
      <ol className="flex flex-col">
        {ALL.map((id) => (
          <CheckRow key={id} id={id} step={result?.steps.find((step) => step.id === id)} running={running} flow={flow} />
        ))}
      </ol>
      {result?.alreadyRegisteredAs && <Notice tone="warn">{t("alreadyRegistered", { name: result.alreadyRegisteredAs })}</Notice>}
      {result?.ready && (
        <Field label={t("name")} note={tState("optional")} hint={t("nameHint")}>
          <TextInput
            placeholder={result.hostname ?? flow.draft.address}
            value={flow.name}
            onChange={(event) => flow.setName(event.target.value)}
          />
        </Field>
      )}
      <ApiErrorNotice error={flow.check.error ?? flow.add.error} />
    </div>
  );
}

function CheckRow(props: {
  readonly id: ProbeStepId;
  readonly step: ProbeStep | undefined;
  readonly running: boolean;
  readonly flow: AddHostFlow;
}) {
  const t = useTranslations("hosts.probeStep");
  const { step, flow } = props;
  const [Icon, colour] = step ? LOOKS[step.status] : props.running ? [LoaderCircle, "text-faint"] : [CircleDashed, "text-faint"];
  return (
    <li className="flex gap-2 border-line border-b py-1.5 last:border-0">
      <Icon aria-hidden className={clsx("mt-0.75 size-4 shrink-0", colour, !step && props.running && "animate-spin")} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap justify-between gap-x-3">
          <span>{t(props.id)}</span>
          <span className="text-muted text-sm">{t(`status.${step?.status ?? "pending"}`)}</span>
        </div>
        {step && step.detail !== "" && (
          <p className="text-muted text-sm [overflow-wrap:anywhere]">
            <HostText text={step.detail} />
          </p>
        )}
        {step?.problem && (
          <div className="mt-1 text-sm">
            <ProblemText code={step.problem} user={flow.draft.user} hostName={flow.draft.address} keyId={flow.draft.keyId} />
          </div>
        )}
      </div>
    </li>
  );
}
