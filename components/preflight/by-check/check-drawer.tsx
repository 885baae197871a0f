"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Drawer } from "@/components/ui/drawer.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { DomainUuid, HostSnapshot } from "@/lib/contract/index.ts";
import type { MatrixRow } from "../rows.ts";
import { ruleTitle } from "./rule-title.ts";
import type { TroubledThere } from "./troubled-checks.ts";

/** The VMs that a check troubles at one host. A press on one opens its findings at that check. */
export function CheckDrawer(props: {
  readonly ruleId: string;
  readonly there: TroubledThere | undefined;
  readonly host: HostSnapshot;
  readonly rows: readonly MatrixRow[];
  readonly onOpen: (vm: DomainUuid) => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations("matrix.byCheck");
  const message = useMessage();
  const nameOf = new Map(props.rows.map(({ domain }) => [domain.uuid, domain.name]));
  const vms = props.there?.vms ?? [];
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={message(ruleTitle(props.ruleId))}
      subtitle={<span>{t("drawerLead", { count: vms.length, host: props.host.registration.name })}</span>}
    >
      {vms.length === 0 ? (
        <p className="text-muted">{t("nobodyLeft")}</p>
      ) : (
        <ul className="flex flex-col" data-testid="troubled-vms">
          {vms.map(({ uuid, verdict }) => (
            <li key={uuid} className="border-line border-b last:border-0">
              <button
                type="button"
                onClick={() => props.onOpen(uuid)}
                className="flex min-h-10 w-full items-center justify-between gap-3 px-2 py-1.5 text-left hover:bg-hover"
              >
                <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
                  <HostText text={nameOf.get(uuid) ?? uuid} />
                </span>
                <VerdictMark verdict={verdict} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Drawer>
  );
}
