"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { Failure, MigrationRecord } from "@/lib/contract/index.ts";
import { paramsFromRequest } from "../wizard/options.ts";
import { wizardHref } from "../wizard/search-params.ts";
import { Section } from "./section.tsx";

/** Why a migration failed: the cause in plain words, what to do, libvirt's own text folded, and a way to try again. */
export function FailurePanel(props: {
  readonly record: MigrationRecord;
  readonly failure: Failure;
  readonly exitCode: number | null;
}) {
  const { failure } = props;
  const t = useTranslations("live.failure");
  const message = useMessage();
  return (
    <Section title={t("cause")} testId="failure">
      <p className="font-medium [overflow-wrap:anywhere]" data-testid="failure-meaning" data-code={failure.code}>
        {message(failure.meaning)}
      </p>
      <h3 className="mt-3 font-semibold text-sm">{t("advice")}</h3>
      <p className="[overflow-wrap:anywhere]">{message(failure.advice)}</p>
      {failure.libvirtText.trim() === "" ? null : (
        <details className="mt-3 text-sm" data-testid="libvirt-text">
          <summary className="w-fit text-accent">{t("libvirt")}</summary>
          <div className="mt-1 flex items-start gap-1 rounded-sm bg-sunken py-1 pr-1 pl-2">
            <pre className="max-h-72 min-w-0 flex-1 overflow-auto whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
              <HostText text={failure.libvirtText} keepLines />
            </pre>
            <CopyButton text={failure.libvirtText} />
          </div>
        </details>
      )}
      <p className="mt-2 text-muted text-sm">
        {[props.exitCode === null ? null : t("exit", { code: props.exitCode }), t("code", { code: failure.code })]
          .filter(Boolean)
          .join(" ")}
      </p>
      <RetryLink record={props.record} />
    </Section>
  );
}

/** Into the wizard with the choices of a migration that ended. */
export function RetryLink({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.failure");
  return (
    <Link
      href={wizardHref(paramsFromRequest(record.request, record.queue))}
      className={buttonClass("secondary", "md", "mt-3")}
      data-testid="retry-migration"
    >
      <RotateCcw aria-hidden className="size-4" />
      {t("retry")}
    </Link>
  );
}
