"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useElapsed } from "@/components/i18n/use-elapsed.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { api } from "@/lib/client/api.ts";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { ProblemText } from "./problem-text.tsx";
import { RepinDialog } from "./repin-dialog.tsx";

/** Why this host is not online, since when, what to do, and the buttons that do it. Nothing when there is no problem. */
export function HostProblemNotice(props: { readonly host: HostSnapshot }) {
  const t = useTranslations("hosts");
  const { registration, problem } = props.host;
  const [comparing, setComparing] = useState(false);
  const retry = useMutation({ mutationFn: () => api.hosts.retry({ hostId: registration.id }) });
  if (!problem) return null;
  const changed = problem.code === "host-key-changed";
  return (
    <div className="flex flex-col gap-2">
      <Notice
        tone="danger"
        title={t(`problem.${problem.code}.title`)}
        actions={
          <>
            {changed && problem.presentedKey && (
              <Button size="sm" variant="primary" onClick={() => setComparing(true)}>
                {t("repin.open")}
              </Button>
            )}
            <Button size="sm" busy={retry.isPending} onClick={() => retry.mutate()}>
              {t("drawer.retry")}
            </Button>
          </>
        }
      >
        <Since sinceMs={problem.sinceMs} />
        <ProblemText code={problem.code} user={registration.user} hostName={registration.name} keyId={registration.keyId} />
        {changed && problem.presentedKey && (
          <div className="mt-1.5 flex flex-col gap-1.5">
            <Fingerprint label={t("repin.was")} hostKey={registration.hostKey} />
            <Fingerprint label={t("repin.is")} hostKey={problem.presentedKey} />
          </div>
        )}
        <HostWords text={problem.detail} />
      </Notice>
      <ApiErrorNotice error={retry.error} />
      <RepinDialog host={props.host} open={comparing} onClose={() => setComparing(false)} />
    </div>
  );
}

function Since(props: { readonly sinceMs: number }) {
  const t = useTranslations("hosts.problem");
  const elapsed = useElapsed(props.sinceMs);
  return (
    <p className="text-muted" title={elapsed.since}>
      {t("lasts", { duration: elapsed.text })}
    </p>
  );
}
