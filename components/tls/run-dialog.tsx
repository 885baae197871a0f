"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { TlsHostView } from "@/lib/contract/index.ts";
import { RunProgress } from "./run-progress.tsx";
import { type RunKind, useRuns } from "./use-runs.ts";

/** Says what will be written where, asks before anything of others is replaced, then shows what was done. */
export function RunDialog(props: {
  readonly kind: RunKind;
  readonly hosts: readonly TlsHostView[];
  readonly onClose: () => void;
}) {
  const t = useTranslations("tls");
  const tAction = useTranslations("common.action");
  const { kind } = props;
  // The list that was confirmed, whatever is chosen or read anew meanwhile.
  const [hosts] = useState(props.hosts);
  const [replace, setReplace] = useState(false);
  const [forLibvirt, setForLibvirt] = useState(false);
  const { run, results } = useRuns(kind, hosts);
  const places = hosts.flatMap(({ hostName, sets }) =>
    sets
      ? [
          ...(kind === "set-up" || sets.qemu.state === "ours" ? [t("writes", { host: hostName, folder: sets.qemu.folder })] : []),
          ...((kind === "set-up" ? forLibvirt : sets.libvirt.state === "ours")
            ? [t("writesLibvirt", { host: hostName, folder: sets.libvirt.folder })]
            : []),
        ]
      : [],
  );
  const foreign = hosts.flatMap(({ hostName, sets }) =>
    [...(sets?.qemu.foreignFiles ?? []), ...(forLibvirt ? (sets?.libvirt.foreignFiles ?? []) : [])].map(
      (path) => `${hostName}: ${path}`,
    ),
  );
  const mustConfirm = kind === "set-up" && foreign.length > 0;
  const started = run.isPending || run.isSuccess || run.isError;
  const action = kind === "renew" ? t("renew") : t("setUp");
  return (
    <Dialog
      open
      onClose={props.onClose}
      locked={run.isPending}
      width="lg"
      title={kind === "renew" ? t("renewTitle", { count: hosts.length }) : t("setUpTitle", { count: hosts.length })}
      footer={
        started ? (
          <Button variant="primary" disabled={run.isPending} onClick={props.onClose}>
            {tAction("close")}
          </Button>
        ) : (
          <>
            <Button onClick={props.onClose}>{tAction("cancel")}</Button>
            <Button variant="primary" disabled={mustConfirm && !replace} onClick={() => run.mutate({ replace, forLibvirt })}>
              {action}
            </Button>
          </>
        )
      }
    >
      {started ? (
        <div className="flex flex-col gap-3">
          <RunProgress hosts={hosts} results={results} running={run.isPending} />
          <ApiErrorNotice error={run.error} />
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          <p>{kind === "renew" ? t("renewBody") : t("setUpBody")}</p>
          <ul className="list-disc pl-5 text-sm">
            {places.map((place) => (
              <li key={place} className="[overflow-wrap:anywhere]">
                <HostText text={place} />
              </li>
            ))}
          </ul>
          {kind === "set-up" ? (
            <>
              <p className="text-muted text-sm">{t("trust")}</p>
              <Checkbox checked={forLibvirt} onChange={setForLibvirt} label={t("forLibvirt")} hint={t("forLibvirtHint")} />
            </>
          ) : null}
          {mustConfirm ? (
            <Notice tone="warn" title={t("foreignTitle")}>
              <p>{t("foreignBody")}</p>
              <ul className="my-1.5 list-disc pl-5 font-mono">
                {foreign.map((path) => (
                  <li key={path}>
                    <HostText text={path} />
                  </li>
                ))}
              </ul>
              <Checkbox checked={replace} onChange={setReplace} label={t("replace")} />
            </Notice>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}
