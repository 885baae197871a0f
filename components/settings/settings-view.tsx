"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Page } from "@/components/ui/page.tsx";
import { KeysCard } from "./keys-card.tsx";
import { LookCard } from "./look-card.tsx";
import { PoliciesCard } from "./policies-card.tsx";
import { QueueCard } from "./queue-card.tsx";
import { SystemCard } from "./system-card.tsx";

/** The page of settings: SSH keys, migration policies, the queue, cards of other features (`children`), language and look, the server. */
export function SettingsView(props: { readonly children?: ReactNode }) {
  const t = useTranslations("settings");
  return (
    <Page title={t("title")}>
      <KeysCard />
      <PoliciesCard />
      <QueueCard />
      {props.children}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <LookCard />
        <SystemCard />
      </div>
    </Page>
  );
}
