"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { ShowCommand } from "@/components/ui/show-command.tsx";
import { useCleanUp } from "@/lib/client/mutations/clean-up.ts";
import type { MigrationRecord, MigrationStep, TruthCheck } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { leftoversOf } from "./leftovers.ts";

/** What was left on the hosts, each with a button where VirtFerry can take it away. */
export function LeftoverList(props: { readonly record: MigrationRecord; readonly truth: TruthCheck }) {
  const { record } = props;
  const t = useTranslations("live.verdict");
  const message = useMessage();
  const leftovers = leftoversOf(record, props.truth);
  if (leftovers.length === 0) return <p className="text-sm">{t("noLeftovers")}</p>;
  return (
    <ul className="flex list-disc flex-col gap-2 pl-5 text-sm" data-testid="leftovers">
      {leftovers.map(({ message: said, step }) => {
        const text = message(said);
        return (
          <li key={step?.id ?? text} data-testid={step ? `leftover-${step.id}` : undefined} data-state={step?.state}>
            <span className="[overflow-wrap:anywhere]">
              <HostText text={text} />
            </span>
            {step ? <Removal record={record} step={step} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

function Removal(props: { readonly record: MigrationRecord; readonly step: MigrationStep }) {
  const { record, step } = props;
  const t = useTranslations("live.verdict");
  const [open, setOpen] = useState(false);
  const cleanUp = useCleanUp(record.id);
  const hostName = step.hostId === record.request.destinationHostId ? record.destinationHostName : record.sourceHostName;
  const names = {
    host: visibleText(hostName),
    what: visibleText(typeof step.data.path === "string" ? step.data.path : step.id),
  };
  if (step.state === "done") return <span className="ml-1 text-pass">{t("removed")}</span>;
  if (step.state === "running") return <span className="ml-1 text-muted">{t("removing")}</span>;
  return (
    <div className="mt-1">
      {step.state === "failed" ? (
        <div className="mb-1 text-block">
          {t("removeFailed")}
          <HostWords text={step.detail ?? undefined} />
        </div>
      ) : null}
      <Button
        size="sm"
        icon={<Trash2 aria-hidden className="size-4" />}
        onClick={() => {
          cleanUp.reset();
          setOpen(true);
        }}
        data-testid="leftover-remove"
      >
        {t("remove")}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        locked={cleanUp.isPending}
        title={t("removeTitle", names)}
        footer={
          <>
            <Button onClick={() => setOpen(false)} disabled={cleanUp.isPending}>
              {t("keep")}
            </Button>
            <Button
              variant="danger"
              busy={cleanUp.isPending}
              onClick={() => cleanUp.mutate(step.id, { onSuccess: () => setOpen(false) })}
              data-testid="leftover-remove-confirm"
            >
              {t("removeConfirm", names)}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-2 [overflow-wrap:anywhere]">
          <p>{t("removeBody", names)}</p>
          <ShowCommand commands={step.commands.map((argv) => ({ argv, hostName }))} />
          <ApiErrorNotice error={cleanUp.error} />
        </div>
      </Dialog>
    </div>
  );
}
