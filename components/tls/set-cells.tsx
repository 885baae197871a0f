"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Badge, type Tone } from "@/components/ui/badge.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { TlsSetView } from "@/lib/contract/index.ts";

const STATE_TONES: Record<TlsSetView["state"], Tone> = { ours: "pass", foreign: "accent", partial: "warn", none: "neutral" };

/** Whose files there are, who issued the certificate, and which of them QEMU may not read. */
export function SetState(props: { readonly set: TlsSetView }) {
  const t = useTranslations("tls");
  const { state, certificate, unreadableFiles } = props.set;
  return (
    <>
      <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>
      {certificate && state !== "ours" ? (
        <span className="block text-muted">
          <HostText text={t("issuedBy", { issuer: certificate.issuer })} />
        </span>
      ) : null}
      {unreadableFiles.length > 0 ? (
        <span className="block text-warn">{t("unreadable", { files: unreadableFiles.join(", ") })}</span>
      ) : null}
    </>
  );
}

/** The names of the certificate, and those that it lacks. */
export function SetNames(props: { readonly set: TlsSetView }) {
  const t = useTranslations("tls");
  const { certificate, missingNames } = props.set;
  if (!certificate) return <span aria-hidden>–</span>;
  return (
    <>
      <HostText text={certificate.names.join(", ")} />
      {missingNames.length > 0 ? (
        <span className="block text-warn">{t("missingNames", { names: missingNames.join(", ") })}</span>
      ) : null}
    </>
  );
}

/** Until when it is valid, with a word when that is not well. */
export function SetUntil(props: { readonly set: TlsSetView }) {
  const t = useTranslations("tls");
  const format = useFormat();
  const { certificate } = props.set;
  if (!certificate) return <span aria-hidden>–</span>;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <span>{format.dateTime(certificate.notAfterMs)}</span>
      {certificate.dates === "valid" ? null : (
        <Badge tone={certificate.dates === "soon" ? "warn" : "block"}>{t(`dates.${certificate.dates}`)}</Badge>
      )}
    </span>
  );
}
