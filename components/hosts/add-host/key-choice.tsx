"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Field } from "@/components/ui/field.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { TextArea, TextInput } from "@/components/ui/text-input.tsx";
import { sshKeysQuery } from "@/lib/client/queries/ssh-keys.ts";
import { AuthorizeKey } from "../authorize-key.tsx";
import { PASTED, SERVER_KEY } from "./draft.ts";
import type { AddHostFlow } from "./use-add-host.ts";

/** Which key to sign in with: the server's own (and how the host comes to accept it), a stored one, or one pasted now. */
export function KeyChoice(props: { readonly flow: AddHostFlow; readonly errors: Readonly<Record<string, string | undefined>> }) {
  const t = useTranslations("hosts.addDialog");
  const { flow } = props;
  const { data: keys, isError, refetch } = useQuery(sshKeysQuery());
  if (isError) return <ErrorState title={t("keysFailed")} onRetry={() => void refetch()} />;
  if (!keys) return <Skeleton className="h-24 w-full" />;
  const chosen = keys.find((key) => key.id === flow.draft.keyId);
  const stored = keys.map((key) =>
    key.id === SERVER_KEY
      ? { value: key.id, title: t("keyServer"), body: t("keyServerBody") }
      : { value: key.id, title: key.name, body: t("keyStoredBody", { algorithm: key.algorithm, fingerprint: key.fingerprint }) },
  );
  return (
    <div className="flex flex-col gap-3">
      <RadioCards
        legend={t("key")}
        value={flow.draft.keyId}
        onChange={(keyId) => flow.change({ keyId })}
        cards={[...stored, { value: PASTED, title: t("keyPaste"), body: t("keyPasteBody") }]}
      />
      {props.errors.keyId && <p className="text-block text-sm">{props.errors.keyId}</p>}
      {chosen && <AuthorizeKey publicKey={chosen.publicKey} />}
      {flow.draft.keyId === PASTED && <PastedKey {...props} />}
    </div>
  );
}

function PastedKey(props: { readonly flow: AddHostFlow; readonly errors: Readonly<Record<string, string | undefined>> }) {
  const t = useTranslations("hosts.addDialog");
  const tState = useTranslations("common.state");
  const { draft, change } = props.flow;
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("keyName")} error={props.errors.keyName}>
        <TextInput value={draft.keyName} onChange={(event) => change({ keyName: event.target.value })} />
      </Field>
      <Field label={t("privateKey")} hint={t("privateKeyHint")} error={props.errors.privateKey}>
        <TextArea rows={6} value={draft.privateKey} onChange={(event) => change({ privateKey: event.target.value })} />
      </Field>
      <Field label={t("passphrase")} note={tState("optional")} hint={t("passphraseHint")} error={props.errors.passphrase}>
        <TextInput
          type="password"
          autoComplete="new-password"
          value={draft.passphrase}
          onChange={(event) => change({ passphrase: event.target.value })}
        />
      </Field>
    </div>
  );
}
