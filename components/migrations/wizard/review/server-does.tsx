"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import type { Message } from "@/lib/contract/index.ts";

/** What the server carries out by itself while it runs: timers and switches that virsh would lose with its client. */
export function ServerDoes({ does }: { readonly does: readonly Message[] }) {
  const t = useTranslations("wizard.review");
  const message = useMessage();
  if (does.length === 0) return null;
  return (
    <section className="min-w-0" data-testid="server-does">
      <h3 className="font-medium text-sm">{t("serverDoes")}</h3>
      <p className="text-muted text-sm">{t("serverDoesHint")}</p>
      <ul className="mt-1 list-disc pl-5 text-sm [overflow-wrap:anywhere]">
        {does.map((one) => (
          <li key={`${one.key} ${JSON.stringify(one.values)}`}>{message(one)}</li>
        ))}
      </ul>
    </section>
  );
}
