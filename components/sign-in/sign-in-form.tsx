"use client";

import { Eye, EyeOff } from "lucide-react";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Brand } from "@/components/shell/brand.tsx";
import { LanguageMenu, ThemeMenu } from "@/components/shell/preference-menus.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Field } from "@/components/ui/field.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { type SignInProblem, signIn } from "@/lib/client/auth.ts";

const PROBLEM_KEYS = {
  wrong: "wrong",
  "too-many": "tooMany",
  unreachable: "unreachable",
  "foreign-origin": "foreignOrigin",
  failed: "failed",
} as const satisfies Record<SignInProblem, string>;

/** User name and password; then on to `next`, a path of this site. */
export function SignInForm(props: { readonly next: string }) {
  const t = useTranslations("auth");
  const appName = useTranslations("common")("appName");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<SignInProblem | null>(null);
  const usernameRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    setProblem(null);
    if (username.trim() === "") return usernameRef.current?.focus();
    if (password === "") return passwordRef.current?.focus();
    setBusy(true);
    const failed = await signIn(username.trim(), password);
    if (failed === null) {
      // A real navigation: the new session's pages start from nothing. Busy until the page is gone.
      window.location.assign(props.next);
      return;
    }
    setBusy(false);
    setProblem(failed);
    passwordRef.current?.select();
  };

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 px-4 py-8">
      <div className="w-full max-w-90 rounded-lg border border-line bg-surface px-5 py-5">
        <div className="mb-4 flex items-center justify-between gap-2">
          <Brand name={appName} />
          <span className="flex">
            <LanguageMenu />
            <ThemeMenu />
          </span>
        </div>
        <h1 className="font-semibold text-xl">{t("title")}</h1>
        <p className="mb-4 text-muted text-sm">{t("intro")}</p>
        <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-3">
          <Field label={t("username")} error={tried && username.trim() === "" ? t("required") : undefined}>
            <TextInput
              ref={usernameRef}
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              autoFocus
              value={username}
              onChange={(event) => setUsername(event.target.value)}
            />
          </Field>
          <Field label={t("password")} error={tried && password === "" ? t("required") : undefined}>
            <span className="relative block">
              <PasswordInput inputRef={passwordRef} shown={shown} value={password} onChange={setPassword} />
              <span className="absolute top-0.5 right-0.5">
                <IconButton size="sm" label={shown ? t("hidePassword") : t("showPassword")} onClick={() => setShown(!shown)}>
                  {shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
                </IconButton>
              </span>
            </span>
          </Field>
          {problem && (
            <Notice tone="danger" live>
              {t(PROBLEM_KEYS[problem])}
            </Notice>
          )}
          <Button type="submit" variant="primary" busy={busy}>
            {t("submit")}
          </Button>
        </form>
      </div>
      <p className="max-w-90 text-center text-muted text-sm">{t("firstStart")}</p>
    </main>
  );
}

function PasswordInput(props: {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly shown: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <TextInput
      ref={props.inputRef}
      name="password"
      type={props.shown ? "text" : "password"}
      autoComplete="current-password"
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      className="pr-10"
    />
  );
}
