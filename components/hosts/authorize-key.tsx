"use client";

import { useTranslations } from "use-intl";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { authorizeLine } from "./problem-commands.ts";

/** How a host comes to accept this public key: one line to run there as the user, or the bare line for the file. */
export function AuthorizeKey(props: { readonly publicKey: string }) {
  const t = useTranslations("hosts.addDialog");
  return (
    <div className="flex min-w-0 flex-col gap-1.5 text-sm">
      <p>{t("authorize")}</p>
      <CommandBlock quoted={authorizeLine(props.publicKey)} />
      <details>
        <summary className="w-fit text-accent">{t("authorizeLine")}</summary>
        <div className="mt-1.5">
          <CommandBlock quoted={props.publicKey.trim()} />
        </div>
      </details>
    </div>
  );
}
