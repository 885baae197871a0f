"use client";

import { useTranslations } from "use-intl";
import { ErrorState } from "@/components/ui/error-state.tsx";

/** What a page shows that threw while it was rendered: the fault is ours, the VMs go on. */
export default function PageError(props: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  const t = useTranslations("common.crash");
  return (
    <main className="grid min-h-[60dvh] place-items-center">
      <ErrorState
        title={t("title")}
        body={
          <>
            {t("body")}
            {props.error.digest && <span className="block">{t("reference", { digest: props.error.digest })}</span>}
          </>
        }
        onRetry={props.reset}
      />
    </main>
  );
}
