"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ConfirmRemoval } from "@/components/ui/confirm-removal.tsx";
import { api } from "@/lib/client/api.ts";
import { withoutHost } from "@/lib/client/live-cache.ts";
import { type HostRegistration, type HostSnapshot, queryKeys } from "@/lib/contract/index.ts";

/** Asks before VirtFerry forgets a host; `onRemoved` after it did. */
export function RemoveHostDialog(props: {
  readonly host: HostRegistration;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const t = useTranslations("hosts.remove");
  const client = useQueryClient();
  const { id, name } = props.host;
  return (
    <ConfirmRemoval
      open={props.open}
      title={t("title", { host: name })}
      body={t("body")}
      confirm={t("confirm", { host: name })}
      remove={() => api.hosts.remove({ hostId: id })}
      onRemoved={() => {
        props.onRemoved();
        client.setQueryData<readonly HostSnapshot[]>(queryKeys.hosts, (hosts) => hosts && withoutHost(hosts, id));
        void client.invalidateQueries({ queryKey: queryKeys.sshKeys });
      }}
      onClose={props.onClose}
    />
  );
}
