"use client";

import { Fragment } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";

const KEYS = [
  ["search", ["/"]],
  ["goOverview", ["g", "o"]],
  ["goHosts", ["g", "h"]],
  ["goDomains", ["g", "v"]],
  ["goPreflight", ["g", "p"]],
  ["goMigrations", ["g", "m"]],
  ["goSettings", ["g", "s"]],
  ["rows", ["↑", "↓"]],
  ["openRow", ["Enter"]],
  ["selectRow", ["x"]],
  ["help", ["?"]],
  ["close", ["Esc"]],
] as const;
const SEQUENCES: ReadonlySet<string> = new Set(KEYS.filter(([, keys]) => keys[0] === "g").map(([id]) => id));

/** The list of keys. */
export function HelpDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTranslations("common.keys");
  return (
    <Dialog open={props.open} onClose={props.onClose} title={t("title")} width="sm">
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">
        {KEYS.map(([id, keys]) => (
          <Fragment key={id}>
            <dt>{t(id)}</dt>
            <dd className="flex items-center gap-1 justify-self-end text-muted text-sm">
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && SEQUENCES.has(id) && t("thenPress")}
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
