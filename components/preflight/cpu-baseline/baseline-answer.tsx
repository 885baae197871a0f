"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Card } from "@/components/ui/card.tsx";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { ShowCommand } from "@/components/ui/show-command.tsx";
import type { CpuBaseline, HostSnapshot } from "@/lib/contract/index.ts";
import { BaselineVms } from "./baseline-vms.tsx";

/** What libvirt answered: the model, its XML to copy, features, which VMs ask for more, who could not be asked, what was run. */
export function BaselineAnswer(props: { readonly baseline: CpuBaseline; readonly hosts: readonly HostSnapshot[] }) {
  const { baseline } = props;
  const t = useTranslations("cpuBaseline");
  const message = useMessage();
  const nameOf = (id: string) => props.hosts.find((host) => host.registration.id === id)?.registration.name ?? id;
  return (
    <div className="flex flex-col gap-4">
      {baseline.problems.length > 0 ? (
        <Notice tone="warn" title={t("problems", { count: baseline.problems.length })}>
          <ul className="flex flex-col gap-1" data-testid="baseline-problems">
            {baseline.problems.map((problem) => (
              <li key={`${problem.hostId} ${problem.reason.key}`}>
                {nameOf(problem.hostId)}: {message(problem.reason)}
                {problem.detail ? (
                  <pre className="whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
                    <HostText text={problem.detail} keepLines />
                  </pre>
                ) : null}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Card title={t("model")}>
        <div className="flex flex-col gap-3 px-4 py-3">
          <p className="font-semibold text-lg" data-testid="baseline-model">
            {baseline.model === null ? t("noModel") : <HostText text={baseline.model} />}
          </p>
          <p className="text-muted text-sm">
            {t("for", { hosts: baseline.hostIds.map(nameOf).join(", "), arch: baseline.arch, virt: baseline.virtType })}{" "}
            <RelativeTime atMs={baseline.atMs} />
          </p>
          {baseline.xml === null ? null : (
            <div data-testid="baseline-xml">
              <p className="mb-1 text-sm">{t("xml")}</p>
              <CommandBlock quoted={baseline.xml} />
            </div>
          )}
          {baseline.features.length > 0 ? (
            <details>
              <summary className="w-fit text-accent text-sm">{t("features", { count: baseline.features.length })}</summary>
              <p className="mt-1 font-mono text-sm [overflow-wrap:anywhere]">{baseline.features.join(" ")}</p>
            </details>
          ) : null}
          <ShowCommand
            label={t("commands")}
            commands={baseline.commands.map(({ hostId, quoted }) => ({ quoted, hostName: nameOf(hostId) }))}
          />
        </div>
      </Card>
      <Card title={t("vms")}>
        <BaselineVms vms={baseline.vms} nameOf={nameOf} />
      </Card>
    </div>
  );
}
