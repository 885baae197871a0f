"use client";

import { useTranslations } from "use-intl";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { VerdictIcon } from "@/components/ui/verdict-icon.tsx";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { readinessOf } from "./host-summary.ts";

/** Four small marks: ssh, data ports, TLS, post-copy; each says more on hover. */
export function ReadinessMarks(props: { readonly host: HostSnapshot }) {
  const t = useTranslations("hosts.readiness");
  const tVerdict = useTranslations("common.verdict");
  const ports = props.host.facts?.migrationPorts ?? { min: 0, max: 0 };
  return (
    <ul className="grid w-fit grid-cols-[auto_auto] gap-x-3 text-xs">
      {readinessOf(props.host).map((mark) => (
        <li key={mark.id}>
          <Tooltip content={t(mark.hint, ports)}>
            <span className="flex items-center gap-1 whitespace-nowrap">
              <VerdictIcon verdict={mark.verdict} className="size-3.5" />
              <span className="text-muted">{t(mark.id)}</span>
              <span className="sr-only">
                {tVerdict(mark.verdict)}. {t(mark.hint, ports)}
              </span>
            </span>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
