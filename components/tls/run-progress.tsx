"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { TlsHostView, TlsSetUpView } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** How far a set-up is: every host with its outcome, and what was done there, command by command. */
export function RunProgress(props: {
  readonly hosts: readonly TlsHostView[];
  readonly results: readonly TlsSetUpView[];
  readonly running: boolean;
}) {
  const t = useTranslations("tls");
  const { hosts, results, running } = props;
  const count = t("progress", { done: results.length, count: hosts.length });
  return (
    <>
      <ProgressBar value={results.length / Math.max(1, hosts.length)} label={t("title")} valueText={count} />
      <p role="status" className="text-muted text-sm">
        {count}
      </p>
      <ul className="flex flex-col gap-2">
        {hosts.map(({ hostId, hostName }, index) => {
          const result = results.find((one) => one.hostId === hostId);
          if (result) return <HostResult key={hostId} result={result} />;
          const working = running && index === results.length;
          return (
            <li key={hostId} className="text-muted text-sm">
              {working ? t("working", { host: visibleText(hostName) }) : `${visibleText(hostName)}: ${t("waiting")}`}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function HostResult(props: { readonly result: TlsSetUpView }) {
  const t = useTranslations("tls");
  const message = useMessage();
  const { hostName, ok, problem, steps, notes } = props.result;
  return (
    <li>
      <Notice tone={ok ? "pass" : "danger"} title={`${visibleText(hostName)}: ${ok ? t("done") : t("failed")}`} live>
        {problem ? <p>{visibleText(message(problem))}</p> : null}
        {notes.map((note) => (
          <p key={note.key}>{message(note)}</p>
        ))}
        <details className="mt-1">
          <summary className="text-accent">{t("showSteps")}</summary>
          <ol className="mt-1.5 flex flex-col gap-2">
            {steps.map((step) => (
              <li key={step.id}>
                <p>
                  <HostText text={message(step.label)} />
                  {step.state === "failed" ? ` – ${t("failed")}` : null}
                </p>
                {step.detail ? (
                  <p className="text-muted">
                    <HostText text={step.detail} />
                  </p>
                ) : null}
                {step.command ? <CommandBlock quoted={step.command} /> : null}
              </li>
            ))}
          </ol>
        </details>
      </Notice>
    </li>
  );
}
