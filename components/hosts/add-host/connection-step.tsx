"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl";
import { useFieldErrors } from "@/components/i18n/use-field-errors.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Field } from "@/components/ui/field.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { NumberInput } from "@/components/ui/number-input.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid.ts";
import { ProblemText } from "../problem-text.tsx";
import { fieldOfProblem } from "./draft.ts";
import { KeyChoice } from "./key-choice.tsx";
import type { AddHostFlow } from "./use-add-host.ts";

/** First step: where the host is, as whom, with which key. What went wrong stands at the field it belongs to. */
export function ConnectionStep(props: { readonly flow: AddHostFlow }) {
  const t = useTranslations("hosts.addDialog");
  const tProblem = useTranslations("hosts.problem");
  const { ofIssues, ofApi } = useFieldErrors();
  const { flow } = props;
  const { draft, result } = flow;
  const failed = result?.steps.find((step) => step.status === "failed");
  const problem = failed?.problem ?? null;
  const problemField = problem && fieldOfProblem(problem);
  const apiErrors = flow.connect.error ? ofApi(flow.connect.error) : null;
  const errors: Readonly<Record<string, string | undefined>> = {
    ...(problem && problemField && { [problemField]: tProblem(`${problem}.title`) }),
    ...(result?.alreadyRegisteredAs && { address: t("alreadyRegistered", { name: result.alreadyRegisteredAs }) }),
    ...apiErrors,
    ...ofIssues(flow.issues),
  };
  const ref = useRef<HTMLDivElement>(null);
  useFocusInvalid(ref, errors);
  return (
    <div ref={ref} className="flex flex-col gap-4">
      <Field label={t("address")} hint={t("addressHint")} error={errors.address}>
        <TextInput
          mono
          name="address"
          autoCapitalize="none"
          inputMode="url"
          value={draft.address}
          onChange={(event) => flow.change({ address: event.target.value })}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("user")} hint={t("userHint")} error={errors.user}>
          <TextInput
            mono
            name="user"
            autoCapitalize="none"
            value={draft.user}
            onChange={(event) => flow.change({ user: event.target.value })}
          />
        </Field>
        <Field label={t("port")} error={errors.port}>
          <NumberInput name="port" value={draft.port} onChange={(port) => flow.change({ port })} />
        </Field>
      </div>
      {problem && (
        <Notice tone="danger" live title={tProblem(`${problem}.title`)}>
          <ProblemText code={problem} user={draft.user} hostName={draft.address} keyId={draft.keyId} />
          <HostWords text={failed?.detail} />
        </Notice>
      )}
      {!apiErrors && <ApiErrorNotice error={flow.connect.error} />}
      <KeyChoice flow={flow} errors={errors} />
    </div>
  );
}
