"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ShowCommand } from "@/components/ui/show-command.tsx";
import { sshKeysQuery } from "@/lib/client/queries/ssh-keys.ts";
import type { HostProblemCode } from "@/lib/contract/index.ts";
import { AuthorizeKey } from "./authorize-key.tsx";
import { problemCommands } from "./problem-commands.ts";

/** Why a host is not online and what to do: cause, fix, commands; for a refused key the line that authorises it. */
export function ProblemText(props: {
  readonly code: HostProblemCode;
  readonly user: string;
  readonly hostName: string;
  readonly keyId: string;
}) {
  const t = useTranslations("hosts.problem");
  const keyRefused = props.code === "auth-failed";
  const { data: keys } = useQuery({ ...sshKeysQuery(), enabled: keyRefused });
  const key = keys?.find((one) => one.id === props.keyId);
  const commands = problemCommands(props.code, props.user).map((argv) => ({ argv, hostName: props.hostName }));
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p>{t(`${props.code}.cause`)}</p>
      <p>{t(`${props.code}.fix`)}</p>
      <ShowCommand commands={commands} />
      {keyRefused && key && <AuthorizeKey publicKey={key.publicKey} />}
    </div>
  );
}
