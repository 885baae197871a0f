"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Definitions } from "@/components/ui/definitions.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { sshKeysQuery } from "@/lib/client/queries/ssh-keys.ts";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { Fingerprint } from "./fingerprint.tsx";

/** How we reach a host: address, user and rights, key, pinned host key. */
export function HostAccess(props: { readonly host: HostSnapshot }) {
  const t = useTranslations("hosts.fact");
  const format = useFormat();
  const { registration, facts, roundTripMs } = props.host;
  const { data: keys } = useQuery(sshKeysQuery());
  const login = facts?.login;
  return (
    <div className="flex flex-col gap-3">
      <Definitions
        items={[
          {
            id: "address",
            label: t("address"),
            value: <code className="font-mono">{`${registration.address}:${registration.port}`}</code>,
          },
          {
            id: "user",
            label: t("user"),
            value: login ? (
              <HostText text={t("groups", { user: login.user, uid: login.uid, groups: login.groups.join(", ") })} />
            ) : (
              registration.user
            ),
          },
          { id: "key", label: t("key"), value: keys?.find((key) => key.id === registration.keyId)?.name ?? registration.keyId },
          { id: "roundTrip", label: t("roundTrip"), value: roundTripMs === null ? undefined : format.duration(roundTripMs) },
          { id: "added", label: t("added"), value: <RelativeTime atMs={registration.addedAtMs} /> },
        ]}
      />
      <Fingerprint label={t("hostKey")} hostKey={registration.hostKey} />
    </div>
  );
}
