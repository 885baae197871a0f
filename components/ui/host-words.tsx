"use client";

import { useTranslations } from "use-intl";
import { HostText } from "./host-text.tsx";

/** A host's own words, folded below our own. Nothing when there are none. */
export function HostWords(props: { readonly text: string | undefined }) {
  const t = useTranslations("common.state");
  if (!props.text || props.text.trim() === "") return null;
  return (
    <details className="text-sm">
      <summary className="w-fit text-accent">{t("hostWords")}</summary>
      <pre className="mt-1 whitespace-pre-wrap rounded-md bg-sunken px-2.5 py-1.5 font-mono [overflow-wrap:anywhere]">
        <HostText text={props.text} keepLines />
      </pre>
    </details>
  );
}
